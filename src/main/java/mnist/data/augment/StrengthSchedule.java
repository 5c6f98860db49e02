package mnist.data.augment;

/**
 * How strong augmentation is in each epoch: full at first, then falling in equal steps, so that a network ends its
 * training on images like those it will see.
 *
 * @param epochs of the whole training
 * @param falling how many of the last of them have less than full strength
 * @param end the strength of the last epoch, 0 (none) to 1 (full)
 */
public record StrengthSchedule(int epochs, int falling, float end) {
    /** Full strength in every epoch. */
    public static final StrengthSchedule CONSTANT = new StrengthSchedule(0, 0, 1);

    public StrengthSchedule {
        if (falling < 0 || falling > epochs || !(end >= 0 && end <= 1)) {
            throw new IllegalArgumentException(
                    "augmentation cannot fall to %s over the last %s of %s epochs".formatted(end, falling, epochs));
        }
    }

    /** What all amounts are multiplied by in {@code epoch}, which counts from 1; later epochs are like the last. */
    public float at(int epoch) {
        int fallen = Math.min(falling, epoch - (epochs - falling));
        return fallen <= 0 ? 1 : 1 - (1 - end) * fallen / falling;
    }
}
