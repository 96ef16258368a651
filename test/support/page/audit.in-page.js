/* Runs in the page (audit.ts), so it is plain JavaScript: the tests are typed without a browser's globals. */
(leastContrast) => {
  const faults = [];
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const describe = (element) =>
    `<${element.tagName.toLowerCase()}> "${(element.textContent ?? '').trim().slice(0, 40)}"`;

  for (const control of document.querySelectorAll('button, a[href], input, summary, [role=button]')) {
    const labels = control instanceof HTMLInputElement ? [...(control.labels ?? [])] : [];
    const name =
      control.getAttribute('aria-label') ??
      [control, ...labels].map((element) => element.textContent).join(' ');
    if (isShown(control) && name.trim() === '') faults.push(`nameless ${control.outerHTML.slice(0, 80)}`);
  }
  for (const image of document.querySelectorAll('img:not([alt])')) faults.push(`no alt ${image.outerHTML}`);
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
  for (const id of new Set(ids))
    if (ids.filter((other) => other === id).length > 1) faults.push(`doubled id ${id}`);
  for (const element of document.querySelectorAll('[aria-labelledby], [aria-describedby]')) {
    const named = `${element.getAttribute('aria-labelledby') ?? ''} ${element.getAttribute('aria-describedby') ?? ''}`;
    for (const id of named.trim().split(/\s+/))
      if (!document.getElementById(id)) faults.push(`no element ${id}`);
  }
  const headings = document.querySelectorAll('h1').length;
  if (headings > 1) faults.push(`${headings} main headings`);
  if (document.querySelectorAll('main').length !== 1) faults.push('not one <main>');
  if (document.documentElement.scrollWidth > innerWidth) {
    faults.push(`wider than the screen: ${document.documentElement.scrollWidth} > ${innerWidth}`);
  }

  const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Error('No canvas to read colors with.');
  /** Paints the colors over each other, whatever notation they are in, and reads the result. */
  const paint = (colors) => {
    pen.clearRect(0, 0, 1, 1);
    for (const color of colors) {
      pen.fillStyle = color;
      pen.fillRect(0, 0, 1, 1);
    }
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (color) => {
    const [red = 0, green = 0, blue = 0] = color.map((part) =>
      part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const element = node.parentElement;
    if (!element || !node.textContent?.trim() || !isShown(element)) continue;
    // Disabled controls are exempt, and what only screen readers get has no color.
    if (element.closest(':disabled, .sr-only')) continue;
    const behind = [];
    for (let box = element; box; box = box.parentElement) {
      behind.unshift(getComputedStyle(box).backgroundColor);
    }
    const ground = paint(behind);
    const text = paint([...behind, getComputedStyle(element).color]);
    const [light = 0, dark = 0] = [luminance(ground), luminance(text)].sort((a, b) => b - a);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < leastContrast) faults.push(`contrast ${contrast.toFixed(2)} of ${describe(element)}`);
  }
  return faults;
};
