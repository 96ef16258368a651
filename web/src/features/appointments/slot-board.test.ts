import { describe, expect, test } from 'vitest';
import type { ToolRun } from '../../lib/activity.ts';
import { byDay, type SlotBoard, slotsOf } from './slot-board.ts';

const day = '2026-11-24';
const slot = (time: string, date = day) => ({ date, time, starts_at: `${date}T${time}:00-05:00` });

interface Step {
  tool: string;
  data: Record<string, unknown>;
  asked?: Record<string, unknown>;
  status?: ToolRun['status'];
}

function play(...steps: Step[]) {
  return slotsOf(
    steps.map(({ tool, data, asked = null, status = 'success' }, id) => ({
      id,
      tool,
      status,
      asked,
      answer: data,
      startedAt: '2026-11-21T10:00:00.000Z',
    })),
  );
}
const statuses = (board: SlotBoard) => board.map(({ time, status }) => `${time} ${status}`);

const offer = { tool: 'fetch_slots', data: { slots: [slot('10:00'), slot('11:00')] } };
const hold = (time: string) => ({ tool: 'hold_slot', data: { slot: slot(time) } });
const appointment = (time: string, id = 'one') => ({ appointment: { ...slot(time), appointment_id: id } });

describe('the times offered', () => {
  test('follow a slot from offered to held to booked', () => {
    expect(statuses(play(offer))).toEqual(['10:00 offered', '11:00 offered']);
    expect(statuses(play(offer, hold('10:00')))).toEqual(['10:00 held', '11:00 offered']);
    const booked = play(offer, hold('10:00'), { tool: 'book_appointment', data: appointment('10:00') });
    expect(statuses(booked)).toEqual(['10:00 booked', '11:00 offered']);
  });

  test('a second hold gives the first time back', () => {
    expect(statuses(play(offer, hold('10:00'), hold('11:00')))).toEqual(['10:00 offered', '11:00 held']);
  });

  test('a new offer replaces the old one and keeps what is held', () => {
    const board = play(offer, hold('10:00'), {
      tool: 'fetch_slots',
      data: { slots: [slot('09:00', '2026-11-25')] },
    });
    expect(byDay(board).map(({ date, slots }) => [date, slots.length])).toEqual([
      [day, 1],
      ['2026-11-25', 1],
    ]);
  });

  test('a refusal offers its alternatives', () => {
    const board = play({
      tool: 'hold_slot',
      status: 'error',
      data: { code: 'taken', message: 'Taken.', slots: [slot('14:00')] },
    });
    expect(statuses(board)).toEqual(['14:00 offered']);
  });

  test('a failure that offers nothing leaves the last offer standing', () => {
    const board = play(offer, { tool: 'fetch_slots', status: 'error', data: { code: 'database_failed' } });
    expect(board).toHaveLength(2);
  });

  test('moving an appointment frees its old time and no other', () => {
    const board = play(
      offer,
      { tool: 'book_appointment', data: appointment('10:00', 'one') },
      { tool: 'book_appointment', data: appointment('11:00', 'two') },
      { tool: 'modify_appointment', data: appointment('14:00', 'one') },
    );
    expect(statuses(board)).toEqual(['10:00 offered', '11:00 booked', '14:00 booked']);
  });

  test('canceling frees the time of that appointment', () => {
    const board = play(
      { tool: 'book_appointment', data: appointment('10:00') },
      { tool: 'cancel_appointment', data: {}, asked: { appointment_id: 'one' } },
    );
    expect(statuses(board)).toEqual(['10:00 offered']);
  });

  test('take the time from what was asked when the answer does not repeat it', () => {
    const board = play({
      tool: 'hold_slot',
      data: { held_until: '2026-11-21T10:05:00Z' },
      asked: { appointment_date: day, appointment_time: '10:00' },
    });
    expect(statuses(board)).toEqual(['10:00 held']);
  });

  test('leave out a malformed slot and show the others', () => {
    const data = { slots: [slot('10:00'), { date: 'tomorrow' }, 7, slot('11:00')] };
    expect(play({ tool: 'fetch_slots', data })).toHaveLength(2);
    expect(play({ tool: 'fetch_slots', data: { slots: 'many' } })).toEqual([]);
  });
});
