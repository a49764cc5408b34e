/** What a namespace may be called. Apart from the namespaces, so that commands can check a name without loading a server. */
export const NAMESPACE_NAME = /^[\w.-]{1,64}$/;
