import type { OwnRequests } from '../../../language/plain-requests.ts';

/** Whole requests about appointments. */
export const appointmentRequests: OwnRequests = {
  en: [
    "(?:(?:i'd|i would) like to|i want to|i need to|i wanna|can i|could i|may i|can you|could you|please) (?:please )?(?:book|make|schedule|get|set up|arrange|cancel|move|change|reschedule|check|look up|confirm) (?:an|my|the|that) (?:appointment|visit|booking|appointments)",
    '(?:book|make|schedule|cancel|move|change|reschedule|check|look up) (?:an|my|the) (?:appointment|visit|booking|appointments)',
    "(?:(?:i'd|i would) like|i want|i need) an appointment",
    'when is my (?:next )?appointment',
    '(?:what|which) appointments do i have',
    'do i have an appointment',
  ],
  fa: [
    '(?:(?:من )?(?:یک |یه )?(?:نوبت|وقت) )?(?:می ?خوا?ه?م|می ?خواستم|میخوام) ?(?:(?:یک |یه )?(?:نوبت|وقت) )?(?:بگیرم|رزرو کنم|بگیریم)',
    '(?:یک |یه )?(?:نوبت|وقت) (?:می ?خوا?ه?م|میخوام|می ?خوام|لازم دارم)',
    'نوبتم?(?: من)? (?:را |رو )?(?:لغو|کنسل|عوض|جا ?به ?جا) (?:کنید|کن|کنین)',
    '(?:می ?خوا?ه?م|می ?خواستم|میخوام) نوبتم? (?:را |رو )?(?:لغو|کنسل|عوض|جا ?به ?جا) کنم',
    'نوبتم (?:کی|چه روزی|چه ساعتی) (?:است|ه|هست|هستش)',
    'نوبت دارم',
  ],
};
