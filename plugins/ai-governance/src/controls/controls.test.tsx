import { useLayoutEffect, useRef } from 'react';
import { render, screen } from '@testing-library/react';
import { Button, Checkbox, IconButton, Radio, ToggleButton } from '.';

/** Moves the focus before the control was rendered a second time. */
function FocusedAtOnce(props: { control: (typeof CONTROLS)[string] }) {
  const around = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    around.current!.querySelector<HTMLElement>('button, input')!.focus();
  }, []);
  return <div ref={around}>{props.control}</div>;
}

const CONTROLS: Record<string, JSX.Element> = {
  button: <Button>Send</Button>,
  'icon button': <IconButton aria-label="Send" />,
  checkbox: <Checkbox />,
  radio: <Radio />,
  'toggle button': <ToggleButton value="a">A</ToggleButton>,
};

describe('controls', () => {
  it.each(Object.keys(CONTROLS))(
    'a %s has a ring, and survives a focus as soon as it is there',
    name => {
      render(<FocusedAtOnce control={CONTROLS[name]} />);
      const focused = screen.getByRole(
        name.endsWith('button') ? 'button' : name,
      );
      expect(focused).toHaveFocus();
      expect(focused.closest('.MuiButtonBase-root')!.className).toContain(
        'PlumblineFocusRing-ring',
      );
    },
  );
});
