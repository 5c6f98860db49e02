/**
 * Optimizers, learning-rate schedules and weight penalties, by PyTorch's formulas.
 *
 * <p>Start at {@link mnist.optim.Optimizer}. A new schedule goes into {@link mnist.optim.ScheduleSpec}.
 */
package mnist.optim;
