/**
 * Building blocks that print as plain text and as HTML: headings, tables, plots, grids of pixels.
 *
 * <p>Start at {@link mnist.view.document.Document}, a list of {@link mnist.view.document.Block}s.
 */
package mnist.view.document;
