insert into app.scenarios (name, dispositions, answers_by_default) values
  ('appointment', '{booked,modified,canceled,informed,abandoned}', true);
