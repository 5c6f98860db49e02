/** What a report shows, as pictures for slides. */
package mnist.view.slides;
