/**
 * What people look at. Nothing here prints: everything is returned as text, pages or slides.
 *
 * <p>The inner rooms: {@code document} has the building blocks, {@code text} what a terminal shows, {@code explain} and
 * {@code toy} the explanations of backpropagation, {@code report} and {@code slides} the report of a run.
 */
package mnist.view;
