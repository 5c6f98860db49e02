package mnist.random;

/** What a random draw is for: draws for different purposes never share a number. */
public enum Purpose {
    WEIGHTS(1),
    SHUFFLE(2),
    SPLIT(3),
    DIGITS(4),
    DROPOUT(5),
    AUGMENT(6),
    EXPLAIN(7),
    TOY(8),
    NOISE(9),
    SWEEP(10);

    /** Part of what decides a run's draws: never change one. */
    final int number;

    Purpose(int number) {
        this.number = number;
    }
}
