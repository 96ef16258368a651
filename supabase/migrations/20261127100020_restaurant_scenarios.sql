insert into app.scenarios (name, dispositions) values
  ('order', '{order_confirmed,callback,declined_order}'),
  ('arrival', '{arrived,late,no_show}'),
  ('recovery', '{rescheduled,takeaway,canceled}');

-- A guest who may stand at the door is worth calling again in minutes.
insert into app.scenario_retry_rules (scenario, outcome, delay_seconds) values
  ('order', 'no_answer', 900),
  ('arrival', 'busy', 120),
  ('arrival', 'no_answer', 600),
  ('arrival', 'voicemail', 900);
