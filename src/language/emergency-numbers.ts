import type { Emergency } from './emergencies.ts';

/**
 * Emergency numbers by ISO 3166 region. Sources: ITU-T Recommendation E.161.1 (112 and 911 as the recommended numbers)
 * and the national numbering plans that administrations file with the ITU (T0202); Directive (EU) 2018/1972, Article 109,
 * for 112 in the EU and the EEA; FCC 47 CFR 9.4 for 911 in the North American plan. Where ambulance, fire brigade and
 * police have numbers of their own, all three are given.
 */
const one: Record<string, string> = {
  // The European Union, the EEA and its neighbors that answer 112 for everything.
  112: 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO CH GI FO GL AX MC SM VA AD AL RS ME MK BA XK MD UA RU GE AM AZ KZ TR IN TL ZA KW NG GH GP MQ RE GF YT PM',
  // The North American plan and those who took its number.
  911: 'US CA PR VI GU AS MP BS BM KY TC VG DM GD KN LC VC AG DO MX PA CR SV HN EC UY PY VE PH JO LR WS PW FM MH SA',
  999: 'GB GG JE IM HK MO KE BH BD MY UG MU ZW BW QA FK SH',
  '000': 'AU',
  111: 'NZ',
  123: 'CO',
  9999: 'OM',
};

const several: Record<string, Record<Emergency, string>> = {
  IR: { medical: '115', fire: '125', police: '110' },
  AF: { medical: '102', fire: '119', police: '119' },
  JP: { medical: '119', fire: '119', police: '110' },
  KR: { medical: '119', fire: '119', police: '112' },
  CN: { medical: '120', fire: '119', police: '110' },
  TW: { medical: '119', fire: '119', police: '110' },
  SG: { medical: '995', fire: '995', police: '999' },
  TH: { medical: '1669', fire: '199', police: '191' },
  VN: { medical: '115', fire: '114', police: '113' },
  BR: { medical: '192', fire: '193', police: '190' },
  CL: { medical: '131', fire: '132', police: '133' },
  AR: { medical: '107', fire: '100', police: '911' },
  PE: { medical: '106', fire: '116', police: '105' },
  GY: { medical: '913', fire: '912', police: '911' },
  JM: { medical: '110', fire: '110', police: '119' },
  TT: { medical: '990', fire: '990', police: '999' },
  BB: { medical: '511', fire: '311', police: '211' },
  MV: { medical: '102', fire: '118', police: '119' },
  ID: { medical: '119', fire: '113', police: '110' },
  BY: { medical: '103', fire: '101', police: '102' },
  UZ: { medical: '103', fire: '101', police: '102' },
  KG: { medical: '103', fire: '101', police: '102' },
  BO: { medical: '118', fire: '119', police: '110' },
  IL: { medical: '101', fire: '102', police: '100' },
  PS: { medical: '101', fire: '102', police: '100' },
  LB: { medical: '140', fire: '175', police: '112' },
  SY: { medical: '110', fire: '113', police: '112' },
  IQ: { medical: '122', fire: '115', police: '104' },
  EG: { medical: '123', fire: '180', police: '122' },
  MA: { medical: '15', fire: '15', police: '19' },
  DZ: { medical: '14', fire: '14', police: '17' },
  TN: { medical: '190', fire: '198', police: '197' },
  AE: { medical: '998', fire: '997', police: '999' },
  YE: { medical: '191', fire: '191', police: '194' },
  PK: { medical: '1122', fire: '16', police: '15' },
  LK: { medical: '1990', fire: '110', police: '119' },
  NP: { medical: '102', fire: '101', police: '100' },
  TJ: { medical: '103', fire: '101', police: '102' },
  TM: { medical: '03', fire: '01', police: '02' },
  ET: { medical: '907', fire: '939', police: '991' },
  SN: { medical: '1515', fire: '18', police: '17' },
};

/** On a mobile telephone it reaches help in every country, also without a card (3GPP TS 22.101, 10.1). */
const everywhere = '112';

const byRegion = new Map(
  Object.entries(one).flatMap(([number, regions]) =>
    regions.split(' ').map((region): [string, string] => [region, number]),
  ),
);

/** @param region ISO 3166 country in which somebody needs help */
export function emergencyNumber(region: string, emergency: Emergency): string {
  const country = region.toUpperCase();
  return several[country]?.[emergency] ?? byRegion.get(country) ?? everywhere;
}
