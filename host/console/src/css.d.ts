/** Styles of a component: names as written there, unique in the page. */
declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>;
  export default classes;
}

/** Styles of the whole page. */
declare module '*.css' {}
