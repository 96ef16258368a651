import '../lib/no-eval.ts';
import './styles.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ScenarioPagesProvider } from '../lib/scenario-page.ts';
import { texts } from '../lib/texts/texts.ts';
import { scenarioPages } from '../scenarios/all.ts';
import { App } from './app.tsx';

document.documentElement.lang = texts.language;
document.documentElement.dir = texts.direction;

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <ScenarioPagesProvider value={scenarioPages}>
        <App />
      </ScenarioPagesProvider>
    </QueryClientProvider>
  </StrictMode>,
);
