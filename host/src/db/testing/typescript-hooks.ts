import { registerHooks } from 'node:module';

// Lets plain Node run the sources: their imports name the files that a build would make.
registerHooks({
  resolve(specifier, context, nextResolve) {
    const isSource = specifier.startsWith('.') && context.parentURL?.endsWith('.ts') === true;
    return nextResolve(isSource ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});
