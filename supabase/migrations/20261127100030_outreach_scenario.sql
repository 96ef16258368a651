/* The results of a campaign, as app.is_outreach_result has them; no call of it ends without one. */
insert into app.scenarios (name, dispositions, disposition_pattern, names_every_ending) values
  ('outreach', '{connected_to_operator,not_interested,disconnected,hangup,missed}', '^failed:[a-z][a-z_]*$', true);

-- Somebody who refused a stranger's call has answered.
insert into app.scenario_retry_rules (scenario, outcome, delay_seconds) values ('outreach', 'declined', null);
