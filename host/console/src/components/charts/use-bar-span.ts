import { type KeyboardEvent, type PointerEvent, useState } from 'react';

import { type BarSpan, spanOf } from './bars.js';

interface BarSpanOptions {
  readonly count: number;
  /** The bar at a distance from the left of the chart. */
  readonly indexAt: (x: number) => number;
  readonly onChoose: (span: BarSpan) => void;
}

/** What is marked: from the bar where it began to the one where the pointer or the keys are. */
interface Mark {
  readonly anchor: number;
  readonly cursor: number;
  readonly isDragging: boolean;
}

/** Marks a part of a chart's bars: by pointing and dragging, or by arrow keys; Enter chooses it. */
export function useBarSpan({ count, indexAt, onChoose }: BarSpanOptions) {
  const [mark, setMark] = useState<Mark>();
  const bounded = (index: number) => Math.min(count - 1, Math.max(0, index));
  const at = (event: PointerEvent) =>
    bounded(indexAt(event.clientX - event.currentTarget.getBoundingClientRect().left));
  const drop = () => setMark(undefined);

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setMark({ anchor: at(event), cursor: at(event), isDragging: true });
  };
  const onPointerMove = (event: PointerEvent) => {
    const cursor = at(event);
    setMark(mark?.isDragging ? { ...mark, cursor } : { anchor: cursor, cursor, isDragging: false });
  };
  const onPointerUp = () => {
    if (!mark?.isDragging) return;
    drop();
    // a click only points: narrowing takes two bars
    if (mark.anchor !== mark.cursor) onChoose(spanOf(mark.anchor, mark.cursor));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && mark) {
      drop();
      onChoose(spanOf(mark.anchor, mark.cursor));
    } else if (event.key === 'Escape' && mark) {
      event.stopPropagation();
      drop();
    } else {
      const cursor = movedBy(event.key, mark?.cursor ?? count - 1, count);
      if (cursor === undefined) return;
      const anchor = event.shiftKey ? (mark?.anchor ?? cursor) : bounded(cursor);
      setMark({ anchor, cursor: bounded(cursor), isDragging: false });
    }
    event.preventDefault();
  };
  return {
    span: mark ? spanOf(bounded(mark.anchor), bounded(mark.cursor)) : undefined,
    cursor: bounded(mark?.cursor ?? count - 1),
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: drop,
      onPointerLeave: () => (mark?.isDragging ? undefined : drop()),
      onKeyDown,
      onBlur: drop,
    },
  };
}

function movedBy(key: string, from: number, count: number): number | undefined {
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: from - 1,
    ArrowDown: from - 1,
    ArrowRight: from + 1,
    ArrowUp: from + 1,
    PageDown: from - 10,
    PageUp: from + 10,
    Home: 0,
    End: count - 1,
  };
  return moves[key];
}
