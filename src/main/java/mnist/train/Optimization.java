package mnist.train;

import mnist.nn.Initializer;
import mnist.optim.OptimizerSpec;
import mnist.optim.ScheduleSpec;
import mnist.optim.WeightPenalty;

/** How weights begin, how they follow their gradient, and what pulls them towards zero. */
public record Optimization(
        Initializer initializer, OptimizerSpec optimizer, ScheduleSpec schedule, WeightPenalty penalty) {

    /** Plain gradient descent at a constant rate. */
    public static Optimization plain(Initializer initializer) {
        return new Optimization(initializer, OptimizerSpec.SGD, ScheduleSpec.CONSTANT, WeightPenalty.NONE);
    }

    public Optimization with(OptimizerSpec other) {
        return new Optimization(initializer, other, schedule, penalty);
    }
}
