package mnist.optim;

import mnist.EnumNames;
import mnist.InvalidSetting;

/**
 * Which optimizer, with its constants.
 *
 * @param momentum mu of momentum and nesterov
 * @param beta1 of adam and adamw
 * @param beta2 of adam and adamw; rho of rmsprop
 * @param epsilon of rmsprop, adam and adamw
 */
public record OptimizerSpec(Kind kind, float momentum, float beta1, float beta2, float epsilon) {
    public static final OptimizerSpec SGD = of(Kind.SGD);

    /** The optimizers there are. */
    public enum Kind {
        SGD,
        MOMENTUM,
        NESTEROV,
        RMSPROP,
        ADAM,
        ADAMW;

        /** The name that options and files use. */
        @Override
        public String toString() {
            return EnumNames.of(this);
        }
    }

    /** @throws InvalidSetting when a constant is out of range */
    public OptimizerSpec {
        InvalidSetting.requireBelowOne("optimizer.momentum", momentum);
        InvalidSetting.requireBelowOne("optimizer.beta1", beta1);
        InvalidSetting.requireBelowOne("optimizer.beta2", beta2);
        InvalidSetting.require(
                epsilon > 0 && epsilon <= Float.MAX_VALUE,
                "optimizer.epsilon",
                "must be a number above 0, not " + epsilon);
    }

    /** With the usual constants, which are PyTorch's. */
    public static OptimizerSpec of(Kind kind) {
        return new OptimizerSpec(kind, 0.9f, 0.9f, kind == Kind.RMSPROP ? 0.99f : 0.999f, 1e-8f);
    }

    /** Whether steps have the length of the learning rate, however long the gradient is. */
    public boolean isAdaptive() {
        return kind == Kind.RMSPROP || kind == Kind.ADAM || kind == Kind.ADAMW;
    }

    public Optimizer create() {
        return switch (kind) {
            case SGD -> new Sgd();
            case MOMENTUM, NESTEROV -> new Momentum(momentum, kind == Kind.NESTEROV);
            case RMSPROP -> new RmsProp(beta2, epsilon);
            case ADAM, ADAMW -> new Adam(beta1, beta2, epsilon);
        };
    }
}
