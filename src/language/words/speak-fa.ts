/** Numbers as Persian voices read them: digits are read unreliably, words are not. */
const unitNames = ['صفر', 'یک', 'دو', 'سه', 'چهار', 'پنج', 'شش', 'هفت', 'هشت', 'نه'];
const teenNames = ['ده', 'یازده', 'دوازده', 'سیزده', 'چهارده', 'پانزده', 'شانزده', 'هفده', 'هجده', 'نوزده'];
const tenNames = ['', '', 'بیست', 'سی', 'چهل', 'پنجاه', 'شصت', 'هفتاد', 'هشتاد', 'نود'];
const hundredNames = ['', 'صد', 'دویست', 'سیصد', 'چهارصد', 'پانصد', 'ششصد', 'هفتصد', 'هشتصد', 'نهصد'];

/** 0 to 999 in words. */
export function cardinal(value: number): string {
  const hundred = Math.floor(value / 100);
  const rest = value % 100;
  const parts = [hundredNames[hundred] ?? '', rest === 0 ? '' : belowHundred(rest)].filter(Boolean);
  return parts.join(' و ') || 'صفر';
}

/** 1 to 31 as the day of a month: «سوم», «بیست و یکم», «سی‌ام». */
export function ordinal(day: number): string {
  if (day === 1) return 'اول';
  const words = belowHundred(day);
  if (words.endsWith('سه')) return `${words.slice(0, -2)}سوم`;
  if (words.endsWith('سی')) return `${words}\u200cام`;
  return `${words}م`;
}

function belowHundred(value: number): string {
  if (value < 10) return unitNames[value] ?? '';
  if (value < 20) return teenNames[value - 10] ?? '';
  const unit = value % 10;
  const ten = tenNames[Math.floor(value / 10)] ?? '';
  return unit === 0 ? ten : `${ten} و ${unitNames[unit]}`;
}
