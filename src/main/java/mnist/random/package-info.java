/**
 * Random draws as functions of a seed, a purpose, an epoch and an image, so that nothing depends on the order of work.
 *
 * <p>Start at {@link mnist.random.Draws}. {@link mnist.random.Purpose} keeps the draws of different purposes apart; its
 * numbers must never change.
 */
package mnist.random;
