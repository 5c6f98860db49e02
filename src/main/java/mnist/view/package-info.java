/** What people look at. Nothing here prints: everything is returned as text. */
package mnist.view;
