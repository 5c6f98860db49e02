package mnist.train;

import java.util.List;
import mnist.InvalidSetting;
import mnist.nn.SoftTargets;

/**
 * Trained networks that another learns from, see {@link SoftTargets}.
 *
 * @param teachers whose probabilities are averaged; none for training by labels alone
 * @param temperature that softens them
 * @param weight of the teachers' part of the loss, 0 to 1
 */
public record Distillation(List<Teacher> teachers, float temperature, float weight) {
    /** No teacher. */
    public static final Distillation NONE = new Distillation(List.of(), 1, 0);

    /**
     * Which model teaches.
     *
     * @param file where it was
     * @param sha256 of its tensors: with other numbers it would be another run
     */
    public record Teacher(String file, String sha256) {}

    /** @throws InvalidSetting when a value is out of range */
    public Distillation {
        teachers = List.copyOf(teachers);
        InvalidSetting.require(
                teachers.isEmpty() || weight != 0,
                "distillation.weight",
                "0 teaches nothing: give a weight above 0, up to 1");
        new SoftTargets(temperature, weight);
    }

    public SoftTargets softTargets() {
        return teachers.isEmpty() ? SoftTargets.NONE : new SoftTargets(temperature, weight);
    }
}
