import { homeHref } from '../lib/routes.ts';
import { texts } from '../lib/texts/texts.ts';

/** An address that the page does not have. */
export function UnknownPage() {
  const t = texts.unknownPage;
  return (
    <section aria-labelledby="unknown-title" data-testid="unknown-page" className="lg:pt-6">
      <h1
        id="unknown-title"
        tabIndex={-1}
        data-page-heading
        className="text-3xl leading-tight font-semibold tracking-tight"
      >
        {t.title}
      </h1>
      <p className="mt-2 text-soft">{t.body}</p>
      <p className="mt-4">
        <a href={homeHref} className="font-medium text-accent underline underline-offset-4">
          {t.back}
        </a>
      </p>
    </section>
  );
}
