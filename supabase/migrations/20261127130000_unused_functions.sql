-- The appointments of a call are in get_call; nothing asked for them alone, and what nobody asks for is only one more way
-- in.
drop function public.call_appointments(uuid);
