/* Where the things of a picture stand: linked ones near each other, the rest apart, the same each time.
   Source: Fruchterman and Reingold, Graph drawing by force-directed placement (1991), with a pull to the middle. */
(function () {
  "use strict";
  const APART = 130; // the distance that two linked things would like to have
  const ROUNDS = 260;
  const GOLDEN = Math.PI * (3 - Math.sqrt(5));

  /* Every two things push each other away; the nearer, the harder. */
  function push(places, moves) {
    for (let one = 0; one < places.length; one += 1) {
      for (let other = one + 1; other < places.length; other += 1) {
        const x = places[one].x - places[other].x, y = places[one].y - places[other].y;
        const force = (APART * APART) / Math.max(x * x + y * y, 25);
        moves[one].x += x * force;
        moves[one].y += y * force;
        moves[other].x -= x * force;
        moves[other].y -= y * force;
      }
    }
  }

  /* A line pulls its two ends together; the farther they are, the harder. */
  function pull(places, moves, pairs) {
    for (const [one, other] of pairs) {
      const x = places[one].x - places[other].x, y = places[one].y - places[other].y;
      const force = Math.hypot(x, y) / APART;
      moves[one].x -= x * force;
      moves[one].y -= y * force;
      moves[other].x += x * force;
      moves[other].y += y * force;
    }
  }

  /* [{x, y}] for as many things as `count`. pairs: [[index, index]] of those that are linked. */
  EnlaceSparql.layout = function (count, pairs) {
    const places = Array.from({ length: count }, (_, index) => {
      const far = APART * 0.8 * Math.sqrt(index);
      return { x: far * Math.cos(index * GOLDEN), y: far * Math.sin(index * GOLDEN) };
    });
    const middle = 0.12 + count / 250; // the more there are, the harder they push those apart that nothing holds
    for (let round = 0; round < ROUNDS; round += 1) {
      const moves = places.map(({ x, y }) => ({ x: -x * middle, y: -y * middle }));
      push(places, moves);
      pull(places, moves, pairs);
      const furthest = APART * (1 - round / ROUNDS) + 1; // ever smaller steps, so that it comes to rest
      places.forEach((place, index) => {
        const length = Math.hypot(moves[index].x, moves[index].y) || 1;
        place.x += (moves[index].x / length) * Math.min(length, furthest);
        place.y += (moves[index].y / length) * Math.min(length, furthest);
      });
    }
    return places;
  };
})();
