type Variables = Record<string, string | undefined>;

/** Variables that only make sense together: one without the others is a mistake worth naming. */
const groups: Array<{ names: string[]; fix: string }> = [
  {
    names: ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'],
    fix: 'set all three, or none to use a local livekit-server',
  },
  {
    names: ['SUPABASE_URL', 'SUPABASE_KEY', 'SUPABASE_PUBLISHABLE_KEY'],
    fix: 'set all three, or none to use the embedded database',
  },
  {
    names: ['AZURE_OPENAI_ENDPOINT', 'AZURE_OPENAI_API_KEY', 'AZURE_OPENAI_DEPLOYMENT_NAME'],
    fix: 'set all three, or none',
  },
  { names: ['PANEL_BASE_URL', 'PANEL_API_TOKEN'], fix: 'set both, or none to call STATIC_CONTACTS only' },
  { names: ['SMS_API_KEY', 'SMS_ACCOUNT', 'SMS_FROM'], fix: 'set all three, or none to send no SMS' },
  { names: ['CALDAV_URL', 'CALDAV_USER', 'CALDAV_PASSWORD'], fix: 'set all three, or none' },
  { names: ['ALERT_WEBHOOK_URL', 'ALERT_WEBHOOK_SECRET'], fix: 'set both: alerts are signed' },
];

/** A switch that is on needs what it switches on. */
const switches: Array<{ name: string; needs: string[]; fix: string }> = [
  {
    name: 'USE_REAL_CALENDAR',
    needs: ['GOOGLE_CREDENTIALS_JSON', 'GOOGLE_CALENDAR_ID'],
    fix: 'set both, or turn it off',
  },
  {
    name: 'USE_GOOGLE_PLACES',
    needs: ['GOOGLE_PLACES_API_KEY'],
    fix: 'set it, or turn the switch off to call the directory in the database',
  },
  {
    name: 'USE_GOOGLE_DISTANCE',
    needs: ['GOOGLE_MAPS_API_KEY'],
    fix: 'set it, or turn the switch off for made-up ways',
  },
];

/** What is missing beside what is set, each as a line for whoever set it. */
export function missingTogether(variables: Variables): string[] {
  const isMissing = (name: string) => !variables[name]?.trim();
  const halves = groups.flatMap(({ names, fix }) => {
    const missing = names.filter(isMissing);
    const given = names.filter((name) => !missing.includes(name));
    return missing.length === 0 || given.length === 0
      ? []
      : [`${missing.join(', ')}: missing although ${given.join(', ')} is set; ${fix}`];
  });
  const needed = switches.flatMap(({ name, needs, fix }) => {
    const missing = needs.filter(isMissing);
    return isOn(variables[name]) && missing.length > 0
      ? [`${missing.join(', ')}: missing although ${name} is true; ${fix}`]
      : [];
  });
  return [...halves, ...needed];
}

export function isOn(value: string | undefined): boolean {
  return value === 'true' || value === '1';
}

/** Every variable that is named here. */
export const namedTogether = [
  ...groups.flatMap(({ names }) => names),
  ...switches.flatMap(({ name, needs }) => [name, ...needs]),
];
