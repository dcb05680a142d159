import { Menu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';

export interface MenuEntry {
  readonly key: string;
  readonly label: ReactNode;
  readonly run: () => void;
  readonly dividerBefore?: boolean;
}

interface Props {
  readonly name: string;
  readonly className: string;
  readonly trigger: ReactNode;
  readonly entries: readonly MenuEntry[];
}

/** A button that opens a list of things to do. */
export function DropMenu({ name, className, trigger, entries }: Props) {
  return (
    <Menu.Root>
      <Menu.Trigger className={className} aria-label={name}>
        {trigger}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="menu-place" sideOffset={2} align="start">
          <Menu.Popup className="menu fades">
            {entries.map((entry) => (
              <Menu.Item
                key={entry.key}
                className={`menu-item ${entry.dividerBefore ? 'divided' : ''}`}
                onClick={entry.run}
              >
                {entry.label}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
