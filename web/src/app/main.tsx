import './styles.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { texts } from '../lib/texts/texts.ts';
import { App } from './app.tsx';

// zod would compile its parsers with `new Function`, which a strict content policy forbids.
z.config({ jitless: true });

document.documentElement.lang = texts.language;
document.documentElement.dir = texts.direction;

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
