import { type CSSVariablesResolver, createTheme } from '@mantine/core';

/** Mantine in our sizes and colours; components use the `--rc-*` tokens for everything else. */
export const theme = createTheme({
  primaryColor: 'iris',
  primaryShade: { light: 6, dark: 5 },
  colors: {
    iris: [
      '#F2F3FE',
      '#E4E6FC',
      '#C8CCF9',
      '#A5ABF3',
      '#9AA0FA',
      '#5B61D6',
      '#4F55C8',
      '#454BB4',
      '#3B4099',
      '#32367F',
    ],
  },
  defaultRadius: 6,
  respectReducedMotion: true,
  cursorType: 'pointer',
  fontFamily: 'var(--rc-font)',
  fontFamilyMonospace: 'var(--rc-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '24px' },
  components: {
    Button: { defaultProps: { size: 'sm', fw: 550 } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: false, multiline: true, maw: 320 } },
    Menu: { defaultProps: { position: 'bottom-end', shadow: 'none', withinPortal: true } },
    Modal: { defaultProps: { centered: true, radius: 12, transitionProps: { duration: 120 } } },
    Switch: { defaultProps: { withThumbIndicator: false } },
    Drawer: { defaultProps: { position: 'right', size: 560, transitionProps: { duration: 160 } } },
  },
});

const shared = {
  '--mantine-color-body': 'var(--rc-canvas)',
  '--mantine-color-text': 'var(--rc-text)',
  '--mantine-color-dimmed': 'var(--rc-text-3)',
  '--mantine-color-default': 'var(--rc-surface)',
  '--mantine-color-default-hover': 'var(--rc-sunken)',
  '--mantine-color-default-color': 'var(--rc-text)',
  '--mantine-color-default-border': 'var(--rc-border-strong)',
  '--mantine-color-error': 'var(--rc-bad)',
  '--mantine-color-placeholder': 'var(--rc-text-3)',
  '--mantine-color-anchor': 'var(--rc-accent)',
  '--mantine-line-height': '20px',
};

/** Points Mantine's own colours at the tokens, which know both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: shared,
  light: shared,
  dark: shared,
});
