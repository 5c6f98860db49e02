/**
 * What a terminal shows of images and results: digits in characters, the confusion matrix, mistakes.
 *
 * <p>Start at {@link mnist.view.text.EvaluationText} and {@link mnist.view.text.TextImage}.
 */
package mnist.view.text;
