import { describe, expect, it } from 'vitest';
import { namedTogether } from './config/together.ts';
import { readConfig, variableNames } from './config.ts';
import { ConfigError } from './shared/errors.ts';

/** The lines of the complaint, without its heading. */
function problemsOf(variables: Record<string, string>): string[] {
  try {
    readConfig(variables);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n').slice(1);
    throw error;
  }
  return [];
}

const mend = 'write it like +12025550100, without spaces in it';

describe('the settings', () => {
  it('name each bad entry of a list by its place, with what is wrong and how to mend it', () => {
    const contacts = '+12025550142, 2025550143; +1202555014x +12 +02025550144 +1202555014412345';
    expect(problemsOf({ STATIC_CONTACTS: contacts })).toEqual([
      `  STATIC_CONTACTS: entry 2 of 6 does not begin with a plus and the country code; ${mend}`,
      `  STATIC_CONTACTS: entry 3 of 6 has something else than digits after the plus; ${mend}`,
      `  STATIC_CONTACTS: entry 4 of 6 has 2 digits instead of 7 to 15; ${mend}`,
      `  STATIC_CONTACTS: entry 5 of 6 begins with +0, which is no country code; ${mend}`,
      `  STATIC_CONTACTS: entry 6 of 6 has 16 digits instead of 7 to 15; ${mend}`,
    ]);
  });

  it('take a list with commas, semicolons, spaces and line breaks between its entries', () => {
    const { STATIC_CONTACTS } = readConfig({
      STATIC_CONTACTS: ' +12025550142,+12025550143;\n+12025550144 , ',
    });
    expect(STATIC_CONTACTS).toEqual(['+12025550142', '+12025550143', '+12025550144']);
  });

  it('say everything that is wrong at once', () => {
    const problems = problemsOf({
      PORT: 'many',
      STATIC_CONTACTS: '5550142',
      OUTBOUND_NUMBERS: '5550143',
      CORS_ORIGINS: '*, https://www.example.com/, www.example.com',
      CALL_RESULT_SECRET: 'no base64!',
      ALERT_WEBHOOK_URL: 'https://alerts.example.com',
      ALERT_WEBHOOK_SECRET: 'no base64!',
      SMS_FROM: '+12025550100',
      RECORDING: 'true',
      RECORDING_STORE: 'supabase',
    }).map((line) => line.trim().split(':')[0]);
    expect(problems).toEqual([
      'PORT',
      'CORS_ORIGINS',
      'CORS_ORIGINS',
      'OUTBOUND_NUMBERS',
      'STATIC_CONTACTS',
      'ALERT_WEBHOOK_SECRET',
      'CALL_RESULT_SECRET',
      'SMS_API_KEY, SMS_ACCOUNT',
      'RECORDING_STORE',
    ]);
  });

  it('accept origins, and leave out the slash that a browser does not send', () => {
    const { CORS_ORIGINS } = readConfig({ CORS_ORIGINS: 'https://www.example.com/, http://127.0.0.1:5173' });
    expect([...CORS_ORIGINS]).toEqual(['https://www.example.com', 'http://127.0.0.1:5173']);
  });

  it('name what a switch needs that is on', () => {
    expect(problemsOf({ USE_REAL_CALENDAR: 'true', GOOGLE_CALENDAR_ID: 'me@example.com' })).toEqual([
      '  GOOGLE_CREDENTIALS_JSON: missing although USE_REAL_CALENDAR is true; set both, or turn it off',
    ]);
    expect(problemsOf({ USE_GOOGLE_PLACES: '1', USE_GOOGLE_DISTANCE: 'true' })).toEqual([
      expect.stringMatching(/^ {2}GOOGLE_PLACES_API_KEY: missing although USE_GOOGLE_PLACES is true; /),
      expect.stringMatching(/^ {2}GOOGLE_MAPS_API_KEY: missing although USE_GOOGLE_DISTANCE is true; /),
    ]);
    expect(problemsOf({ USE_REAL_CALENDAR: 'false', GOOGLE_CALENDAR_ID: 'me@example.com' })).toEqual([]);
  });

  it('that belong together are settings', () => {
    expect(namedTogether.filter((name) => !variableNames.includes(name))).toEqual([]);
  });
});
