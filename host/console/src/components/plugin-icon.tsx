import { IconCloud } from '@tabler/icons-react';
import { useState } from 'react';

import classes from './plugin-icon.module.css';

interface PluginIconProps {
  readonly pluginId: string;
  /** Side in px. */
  readonly size?: number;
}

/** The icon of a plugin, as an image of its own; a neutral cloud when it has none. */
export function PluginIcon({ pluginId, size = 32 }: PluginIconProps) {
  const [isMissing, setIsMissing] = useState(false);
  return (
    <span className={classes.tile} style={{ width: size, height: size }}>
      {isMissing ? (
        <IconCloud size={size * 0.55} stroke={1.6} aria-hidden />
      ) : (
        <img
          src={`/api/v1/plugins/${encodeURIComponent(pluginId)}/icon`}
          alt=""
          width={size * 0.7}
          height={size * 0.7}
          onError={() => setIsMissing(true)}
        />
      )}
    </span>
  );
}
