// A clock with data-seconds-left counts down as time goes by on this machine, whatever its own clock shows.
const two = (number) => String(number).padStart(2, "0");

function show(clock) {
  clock.until ??= performance.now() + Number(clock.dataset.secondsLeft) * 1000;
  const left = Math.round((clock.until - performance.now()) / 1000);
  const span = Math.abs(left);
  const words = `${Math.floor(span / 60)}:${two(span % 60)}`;
  clock.classList.toggle("wf-clock--over", left < 0);
  clock.querySelector("[data-clock]").textContent = left < 0 ? `over by ${words}` : `${words} left`;
}

const tick = () => document.querySelectorAll("[data-seconds-left]").forEach(show);
tick();
setInterval(tick, 1000);
