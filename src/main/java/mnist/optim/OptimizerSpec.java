package mnist.optim;

import java.util.List;

/**
 * Which optimizer, with its constants.
 *
 * @param name sgd, momentum, nesterov, rmsprop, adam or adamw
 * @param momentum mu of momentum and nesterov
 * @param beta1 of adam and adamw
 * @param beta2 of adam and adamw; rho of rmsprop
 * @param epsilon of rmsprop, adam and adamw
 */
public record OptimizerSpec(String name, float momentum, float beta1, float beta2, float epsilon) {
    public static final List<String> NAMES = List.of("sgd", "momentum", "nesterov", "rmsprop", "adam", "adamw");

    /** rho of rmsprop where nothing else is said: PyTorch's alpha. */
    public static final float DEFAULT_RHO = 0.99f;

    /** @throws IllegalArgumentException in one line when the name is unknown or a constant is out of range */
    public OptimizerSpec {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("optimizer '" + name + "' is none of " + String.join(", ", NAMES));
        }
        requireShare("momentum", momentum);
        requireShare("beta1", beta1);
        requireShare("beta2", beta2);
        if (!(epsilon > 0 && epsilon <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException("epsilon must be a number above 0, not " + epsilon);
        }
    }

    public static OptimizerSpec sgd() {
        return new OptimizerSpec("sgd", 0.9f, 0.9f, 0.999f, 1e-8f);
    }

    /** Whether steps have the length of the learning rate, however long the gradient is. */
    public boolean isAdaptive() {
        return name.equals("rmsprop") || name.startsWith("adam");
    }

    public Optimizer create() {
        return switch (name) {
            case "sgd" -> new Sgd();
            case "momentum" -> new Momentum(momentum, false);
            case "nesterov" -> new Momentum(momentum, true);
            case "rmsprop" -> new RmsProp(beta2, epsilon);
            default -> new Adam(name, beta1, beta2, epsilon);
        };
    }

    private static void requireShare(String constant, float value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(constant + " must be at least 0 and below 1, not " + value);
        }
    }
}
