import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SqlRunner } from '../../src/embedded/migrations.ts';

const folder = path.resolve(import.meta.dirname, '../scenarios/survey');

/** The one line with which a deployment gets the survey, a scenario outside `src/`. */
export const surveySettings = { SCENARIO_MODULES: path.join(folder, 'register.ts') };

/** Its table, and what every organization that is there is about. */
export async function addSurvey(sql: SqlRunner): Promise<void> {
  await sql.exec(readFileSync(path.join(folder, 'migration.sql'), 'utf8'));
}

export interface SurveyRow {
  rating: number;
  would_come_again: boolean;
  improvement: string | null;
}

export function surveyOf(sql: SqlRunner, callId: string): Promise<SurveyRow[]> {
  return sql.query<SurveyRow>(
    'select rating, would_come_again, improvement from public.survey_answers where call_id = $1::uuid',
    [callId],
  );
}
