/**
 * Stands in for zod's 50 translations in the bundle (`[alias]` in wrangler.toml): 370 KiB of texts that nothing here uses,
 * and that no bundler drops, since `z` is one namespace. English, the default, is imported by zod itself and stays.
 */
export const translations = null;
