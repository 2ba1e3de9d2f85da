// response_mode=form_post: the form goes as soon as the page is there. Without script its button does the same.
// The prototype's method, since a field of the response may be called "submit".
HTMLFormElement.prototype.submit.call(document.forms[0])
