import { useEffect, useRef } from 'react';

/** Each bar follows the voice a little differently, so that it looks like speech and not like a lamp. */
const bars = [0.55, 0.85, 1, 0.75, 0.5];

interface VoiceMeterProps {
  mode: 'still' | 'thinking' | 'hearing' | 'speaking';
  level: () => number;
}

/** Shows whose voice sounds now. Decoration: the state beside it says the same in words. */
export function VoiceMeter({ mode, level }: VoiceMeterProps) {
  const box = useRef<HTMLDivElement>(null);
  const read = useRef(level);
  read.current = level;

  useEffect(() => {
    const follows = mode === 'hearing' || mode === 'speaking';
    let frame = 0;
    const draw = () => {
      const loudness = follows ? read.current() : 0;
      for (const [index, bar] of [...(box.current?.children ?? [])].entries()) {
        (bar as HTMLElement).style.setProperty('--level', String(loudness * (bars[index] ?? 1)));
      }
      if (follows) frame = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(frame);
  }, [mode]);

  const color = mode === 'speaking' ? 'bg-accent' : 'bg-soft';
  return (
    <div
      ref={box}
      aria-hidden
      data-voice={mode}
      className={`flex size-11 shrink-0 items-center justify-center gap-[3px] rounded-full ${mode === 'speaking' ? 'bg-accent-soft' : 'bg-sunken'}`}
    >
      {bars.map((weight, index) => (
        <span
          key={`${weight}`}
          className={`voice-bar h-6 w-[3px] rounded-full ${color}`}
          style={{ '--bar': index } as React.CSSProperties}
        />
      ))}
    </div>
  );
}
