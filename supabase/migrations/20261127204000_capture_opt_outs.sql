/* Whoever asks never to be called again does more than refuse an offer: a reviewer has to find those answers. */
alter table public.outreach_captures drop constraint outreach_captures_class_known;
alter table public.outreach_captures
  add constraint outreach_captures_class_known
  check (class in ('yes', 'no', 'opt_out', 'number_question', 'unknown'));
