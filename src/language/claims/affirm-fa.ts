/** What a Persian clause denies, as it would be said if it were so: «نتونستم ثبتش کنم» becomes «ثبتش کردم». */
export function affirmPersian(clause: string): string {
  return clause
    .replace(/نتو(?:ا)?نست(?:م|یم) (.*?)(?:کنم|کنیم|بکنم)/gu, '$1کردم')
    .replace(/(?<!\p{L})(?:هنوز|هیچ ?چیزی|هیچی|چیزی)(?!\p{L}) ?/gu, '')
    .replace(/(?<!\p{L})ن(?=(?:کرد|شد|داد|گرفت|گذاشت|نوشت|فرستاد|زد|خورد|برد)\p{L}*)/gu, '')
    .replace(/(?<!\p{L})نیاورد/gu, 'آورد')
    .replace(/ه م(?!\p{L})/gu, 'م')
    .replace(/\s+/g, ' ')
    .trim();
}
