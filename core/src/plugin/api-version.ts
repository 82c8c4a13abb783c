/** The version of the plugin API that this package implements. A manifest's `apiVersion` is a range over it. */
export const apiVersion = '1.0.0';
