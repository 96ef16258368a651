/* Runs in the page before its own scripts (scripted-microphone.ts), so it is plain JavaScript. */
(() => {
  let context;
  let mouth;
  const open = async () => {
    context ??= new AudioContext();
    await context.resume();
    mouth = context.createMediaStreamDestination();
    return mouth.stream;
  };
  navigator.mediaDevices.getUserMedia = open;

  /** Plays 16-bit samples, 16 kHz, into the microphone and resolves when they were said. */
  globalThis.sayIntoMicrophone = (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const samples = Float32Array.from(new Int16Array(bytes.buffer), (sample) => sample / 32768);
    const buffer = context.createBuffer(1, samples.length, 16000);
    buffer.copyToChannel(samples, 0);
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(mouth);
    source.start();
    return new Promise((resolve) => source.addEventListener('ended', () => resolve(), { once: true }));
  };
})();
