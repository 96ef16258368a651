import { initializeLogger } from '@livekit/agents';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hangUpAll, play, talk } from '../../../../test/support/clinic-talk.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'fatal' }));
afterAll(hangUpAll);

const tuesday = { appointment_id: 'a1', date: '2026-11-24', time: '10:00' };
const friday = { appointment_id: 'a2', date: '2026-11-27', time: '14:00' };

describe('the scripted model in Persian', () => {
  const persianNumber = 'صفر نهصد و دوازده سیصد و چهل و پنج شصت و هفت هشتاد و نه';
  const persian = { language: 'fa-IR', region: 'IR' };

  it('books from hello to goodbye', async () => {
    const call = await talk(persian);
    expect(await call.say('سلام')).toEqual(['سلام. چه کمکی از دستم برمی‌آید؟']);
    expect(await call.say('می‌خواهم نوبت بگیرم')).toEqual(['لطفاً شماره تلفن‌تان را بفرمایید.']);
    expect((await call.say(persianNumber))[0]).toBe('identify_user({"contact_number":"+989123456789"})');
    expect((await call.say('سه‌شنبه'))[0]).toBe('fetch_slots({"appointment_date":"2026-11-24"})');
    expect((await call.say('ساعت ده صبح'))[0]).toBe(
      'hold_slot({"appointment_date":"2026-11-24","appointment_time":"10:00"})',
    );
    expect((await call.say('بله لطفاً')).at(-1)).toContain('رزرو شد');
    expect((await call.say('نه ممنون'))[0]).toBe('end_conversation({})');
    expect(call.clinic.appointments).toMatchObject([{ date: '2026-11-24', time: '10:00' }]);
  });

  it('understands typed Persian digits and Jalali dates', async () => {
    const call = await talk(persian);
    await play(call, ['نوبت می‌خواهم', '۰۹۱۲ ۳۴۵ ۶۷۸۹', 'سوم آذر ساعت ۱۱', 'بله']);
    expect(call.clinic.phone).toBe('+989123456789');
    expect(call.clinic.appointments).toMatchObject([{ date: '2026-11-24', time: '11:00' }]);
  });

  it('moves and cancels', async () => {
    const call = await talk({ ...persian, appointments: [{ ...tuesday }, { ...friday }] });
    await play(call, [persianNumber, 'نوبت سه‌شنبه را به چهارشنبه ساعت نه منتقل کنید', 'بله']);
    expect(call.clinic.appointments[0]).toMatchObject({ date: '2026-11-25', time: '09:00' });
    await play(call, ['نوبت جمعه را لغو کنید', 'بله']);
    expect(call.clinic.appointments).toHaveLength(1);
  });

  it('moves what the caller does not want to cancel', async () => {
    const call = await talk({ ...persian, appointments: [{ ...tuesday }] });
    await play(call, [persianNumber, 'نمی‌خواهم لغوش کنم فقط جابه‌جا کنید']);
    await play(call, ['چهارشنبه ساعت نه', 'بله']);
    expect(call.clinic.appointments).toMatchObject([{ date: '2026-11-25', time: '09:00' }]);
  });

  it.each([
    ['نه چهارشنبه', '2026-11-25', '10:00'],
    ['نه ساعت یازده', '2026-11-24', '11:00'],
  ])('follows the correction «%s»', async (correction, date, time) => {
    const call = await talk(persian);
    await play(call, ['نوبت می‌خواهم', persianNumber, 'سه‌شنبه ساعت ده', correction, 'بله']);
    expect(call.clinic.appointments).toMatchObject([{ date, time }]);
  });

  it('helps on after a closed day', async () => {
    const call = await talk(persian);
    const answers = await play(call, ['نوبت می‌خواهم', persianNumber, 'شنبه']);
    expect(answers.at(-1)).toContain('تعطیل');
    await play(call, ['دومی', 'بله']);
    expect(call.clinic.appointments).toMatchObject([{ date: '2026-11-23', time: '14:00' }]);
  });
});
