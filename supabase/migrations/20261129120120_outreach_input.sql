-- As src/scenarios/outreach/definition.ts reads it; a test compares the two.
update app.scenarios set input = $json${"type": "object", "properties": {"contact_id": {"type": "string"}, "callback_note": {"type": ["string", "null"]}, "menu_digits": {"anyOf": [{"type": "string", "maxLength": 40, "pattern": "^[0-9*#w]+$"},{"type": "null"}]}}}$json$
where name = 'outreach';
