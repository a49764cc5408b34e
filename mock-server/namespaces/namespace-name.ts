/** The syntax of a namespace's name. In its own file, so that commands check names without loading a server. */
export const NAMESPACE_NAME = /^[\w.-]{1,64}$/;
