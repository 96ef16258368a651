import { ArrowLeft } from 'lucide-react';
import { campaignsHref } from '../../lib/routes.ts';
import { CampaignForm } from './campaign-form.tsx';
import { words } from './words.ts';

export function NewCampaignPage() {
  return (
    <section aria-labelledby="new-campaign-title" className="mx-auto w-full max-w-2xl">
      <p className="mb-4">
        <a href={campaignsHref} className="inline-flex items-center gap-1.5 text-sm text-soft hover:text-ink">
          <ArrowLeft size={16} aria-hidden className="rtl:-scale-x-100" />
          {words.back}
        </a>
      </p>
      <h1
        id="new-campaign-title"
        tabIndex={-1}
        data-page-heading
        className="mb-1 text-2xl font-semibold tracking-tight"
      >
        {words.form.title}
      </h1>
      <p className="mb-4 text-soft">{words.form.lead}</p>
      <CampaignForm />
    </section>
  );
}
