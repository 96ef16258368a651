import { z } from 'zod';

// zod would compile its parsers with `new Function`, which a strict content policy forbids. It asks when a schema is
// made, so this module is imported before any that makes one.
z.config({ jitless: true });
