/**
 * Pictures of a run for slides and papers, drawn by XChart.
 *
 * <p>Start at {@link mnist.view.slides.Slides}.
 */
package mnist.view.slides;
