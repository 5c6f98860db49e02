/**
 * The page that reports a run: its curves, mistakes and weights.
 *
 * <p>Start at {@link mnist.view.report.ReportPage}; its scripts and styles are in {@code resources/mnist/view/report}.
 */
package mnist.view.report;
