/**
 * The lab: a page in which a network learns before one's eyes, every number computed in the page.
 *
 * <p>Start at {@link mnist.view.lab.LabPage}; the page's scripts are resources of the same name, {@code network.js} first.
 */
package mnist.view.lab;
