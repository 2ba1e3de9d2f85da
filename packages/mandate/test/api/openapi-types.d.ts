export interface paths {
    "/apps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List apps, the oldest first
         * @description Operators see all. A person sees those that they own or manage, and those of organizations of which they are an admin.
         */
        get: operations["listApps"];
        put?: never;
        /**
         * Register an app
         * @description From its manifest. Without an owner it belongs to the person who registers it; what an operator registers, to the platform itself. The secret is shown this once.
         */
        post: operations["registerApp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{appId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an app */
        get: operations["getApp"];
        put?: never;
        post?: never;
        /**
         * Delete an app
         * @description With its tokens, consents and installations. Cannot be undone.
         */
        delete: operations["deleteApp"];
        options?: never;
        head?: never;
        /**
         * Change an app
         * @description Nothing is widened by it: what installations hold stays, or becomes less.
         */
        patch: operations["updateApp"];
        trace?: never;
    };
    "/apps/{appId}/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what everybody may know of a published app */
        get: operations["getAppProfile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{appId}/manifest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export an app's manifest
         * @description In the form in which it is registered; it holds no secret.
         */
        get: operations["exportManifest"];
        /**
         * Make an app what a manifest says
         * @description What the manifest leaves out gets its default.
         */
        put: operations["importManifest"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{appId}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List an app's live secrets */
        get: operations["listSecrets"];
        put?: never;
        /**
         * Add a secret
         * @description Beside those that there are, so that a rotation has no gap. Its text is shown this once.
         */
        post: operations["addSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{appId}/secrets/{secretId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a secret */
        delete: operations["revokeSecret"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{appId}/managers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List who manages an app beside its owner */
        get: operations["listManagers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{appId}/managers/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Let a user manage an app
         * @description Who is in an organization with whoever asks; operators name anybody.
         */
        put: operations["addManager"];
        post?: never;
        /** Let a user no longer manage an app */
        delete: operations["removeManager"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{appId}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take back what people allowed an app: all, or of one user
         * @description Ends the tokens that came of it at once. Installations stay, and the app asks people again.
         */
        delete: operations["revokeAppGrants"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{appId}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the offer to hand an app over */
        get: operations["getTransfer"];
        /**
         * Offer an app to another owner
         * @description Takes the place of an offer that there was. The other has to accept.
         */
        put: operations["offerTransfer"];
        post?: never;
        /** Take an offer back, or decline it */
        delete: operations["withdrawTransfer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{appId}/transfer/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Take an app over that is offered
         * @description It is then no longer verified, nor allowed to act as users, and nobody manages it but its owner.
         */
        put: operations["acceptTransfer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{appId}/publication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Let everybody use an app
         * @description The same again changes nothing.
         */
        put: operations["publishApp"];
        post?: never;
        /**
         * Make an app a draft again
         * @description The same again changes nothing.
         */
        delete: operations["unpublishApp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{appId}/suspension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Suspend an app
         * @description The same again changes nothing.
         */
        put: operations["suspendApp"];
        post?: never;
        /**
         * Reinstate an app
         * @description The same again changes nothing.
         */
        delete: operations["reinstateApp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{appId}/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Vouch for who publishes an app
         * @description The same again changes nothing.
         */
        put: operations["verifyApp"];
        post?: never;
        /**
         * Vouch for an app no longer
         * @description The same again changes nothing.
         */
        delete: operations["unverifyApp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{appId}/act-as-permission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Let an app act as users who did not consent
         * @description The same again changes nothing.
         */
        put: operations["letAppActAsUsers"];
        post?: never;
        /**
         * Keep an app from acting as users
         * @description The same again changes nothing.
         */
        delete: operations["keepAppFromActingAsUsers"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{appId}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the authorization and token requests of an app, the newest first */
        get: operations["listAttempts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List who asks for an app, the oldest first */
        get: operations["listRegistrationRequests"];
        put?: never;
        /**
         * Ask for an app, without an account
         * @description An operator decides; the answer goes to the address by mail.
         */
        post: operations["fileRegistrationRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration-requests/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pick the credentials of an approved app up, once, by the token of the mail */
        post: operations["pickUpCredentials"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration-requests/{requestId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a request for an app */
        get: operations["getRegistrationRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration-requests/{requestId}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Approve or decline a request for an app
         * @description Who asked is mailed. An approved app is a draft until its credentials are picked up.
         */
        put: operations["decideRegistrationRequest"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scopes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the scopes of the catalogue */
        get: operations["listScopes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scopes/{scopeName}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a scope */
        get: operations["getScope"];
        /**
         * Add a scope to the catalogue, or change it
         * @description In force at once for tokens that live.
         */
        put: operations["putScope"];
        post?: never;
        /**
         * Take a scope out of the catalogue
         * @description Refused while anything declares, holds or implies it.
         */
        delete: operations["deleteScope"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/resources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the resource servers, by their identifiers */
        get: operations["listResources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/resources/{identifier}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a resource server */
        get: operations["getResource"];
        /** Register a resource server, or change it */
        put: operations["putResource"];
        post?: never;
        /**
         * Take a resource server away
         * @description Refused while an app serves it. No more tokens are issued for it.
         */
        delete: operations["deleteResource"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organizations
         * @description Operators see all, the oldest first; a person, those of which they are a member.
         */
        get: operations["listOrganizations"];
        put?: never;
        /** Create an organization */
        post: operations["createOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an organization */
        get: operations["getOrganization"];
        put?: never;
        post?: never;
        /**
         * Delete an organization
         * @description With its installations and every token of them. Refused while it owns apps.
         */
        delete: operations["deleteOrganization"];
        options?: never;
        head?: never;
        /** Change an organization's name */
        patch: operations["updateOrganization"];
        trace?: never;
    };
    "/organizations/{organizationId}/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what an organization lets apps do */
        get: operations["getPolicy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change what an organization lets apps do
         * @description In force at the next request: what is beyond a lower ceiling is taken from installations.
         */
        patch: operations["changePolicy"];
        trace?: never;
    };
    "/organizations/{organizationId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List an organization's members */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}/members/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a member's role
         * @description In force at once for tokens that act as the member. Operators can make anybody a member by it; others invite.
         */
        put: operations["putMember"];
        post?: never;
        /**
         * Remove a member, or leave
         * @description Ends at once what apps do there as this person.
         */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the invitations that can still be accepted */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invite somebody by mail
         * @description The link is in the mail, and nowhere else. An earlier one for the same address ends.
         */
        post: operations["invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}/invitations/{invitationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an invitation back */
        delete: operations["revokeInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitation-acceptances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept an invitation, by the token of its mail */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}/app-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the apps that an organization allows or blocks by name */
        get: operations["listAppRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}/app-rules/{appId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Allow or block an app
         * @description Blocking it removes its installation, with every token of it, at once.
         */
        put: operations["setAppRule"];
        post?: never;
        /** Neither allow nor block an app by name */
        delete: operations["removeAppRule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}/installations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the apps that an organization has, the oldest first */
        get: operations["listInstallations"];
        put?: never;
        /**
         * Install an app, or widen what it holds
         * @description Scopes beyond the ceiling of the organization are left out. Refused with the reason approval_required for who has to ask an admin.
         */
        post: operations["install"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{appId}/installations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the organizations that have an app, the oldest first */
        get: operations["listInstallationsOfApp"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/installations/{installationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an installation */
        get: operations["getInstallation"];
        put?: never;
        post?: never;
        /**
         * Remove an installation
         * @description For ever, with its codes, tokens, consents and requests. The app can be installed anew.
         */
        delete: operations["removeInstallation"];
        options?: never;
        head?: never;
        /**
         * Take scopes, actor modes or time from an installation
         * @description It never gives any: install for that. What acts in an actor mode that goes ends at once.
         */
        patch: operations["narrowInstallation"];
        trace?: never;
    };
    "/installations/{installationId}/suspension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Suspend an installation
         * @description Its tokens are refused until it is reinstated.
         */
        put: operations["suspendInstallation"];
        post?: never;
        /** Reinstate a suspended installation */
        delete: operations["reinstateInstallation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/installations/{installationId}/scope-uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List which of its scopes an installation uses, as resource servers reported it */
        get: operations["listScopeUses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}/approval-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what members ask the admins for, the oldest first
         * @description Members see their own.
         */
        get: operations["listApprovalRequests"];
        put?: never;
        /** Ask the admins of an organization for an app, or for more of it */
        post: operations["requestApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approval-requests/{requestId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an approval request */
        get: operations["getApprovalRequest"];
        put?: never;
        post?: never;
        /** Take a request back */
        delete: operations["withdrawApprovalRequest"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approval-requests/{requestId}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Approve a request, all of it or fewer scopes, or deny it */
        put: operations["decideApprovalRequest"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what members let apps do as them in the organization, the oldest first */
        get: operations["listMemberGrants"];
        put?: never;
        post?: never;
        /** Take back what members let apps do as them: all, of one member, or for one app */
        delete: operations["revokeMemberGrants"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}/grants/{grantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take back one thing that a member lets an app do */
        delete: operations["revokeMemberGrant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scope-uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report which scopes installations used at a resource server
         * @description For resource servers, which authenticate as clients by HTTP Basic. What they do not serve, and what an installation does not hold, is ignored.
         */
        post: operations["reportScopeUses"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List users, the oldest first */
        get: operations["listUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a user */
        get: operations["getUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a user's name */
        patch: operations["updateUser"];
        trace?: never;
    };
    "/users/{userId}/disablement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Close an account
         * @description Ends its sessions, and every token that acts for the user, at once.
         */
        put: operations["disableUser"];
        post?: never;
        /** Open a closed account again */
        delete: operations["reinstateUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{userId}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the browsers in which a user is signed in */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        /** Sign a user out everywhere */
        delete: operations["revokeSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{userId}/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign a user out in one browser */
        delete: operations["revokeSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{userId}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what a user allowed apps to do */
        get: operations["listGrants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{userId}/grants/{grantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take back what a user allowed an app
         * @description Ends the tokens that came of it at once.
         */
        delete: operations["revokeGrant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{userId}/personal-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List a user's live personal API tokens */
        get: operations["listPersonalTokens"];
        put?: never;
        /**
         * Make a personal API token
         * @description Shown this once. One that is made by another token holds no more, reaches no further and lives no longer.
         */
        post: operations["createPersonalToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{userId}/personal-tokens/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a personal API token
         * @description And those that were made by it.
         */
        delete: operations["revokePersonalToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}/personal-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the personal API tokens that are confined to an organization */
        get: operations["listPersonalTokensOfOrganization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List an organization's live API keys */
        get: operations["listOrganizationKeys"];
        put?: never;
        /**
         * Make an API key of an organization
         * @description Names the organization to the API of the platform; it opens nothing here. Shown this once.
         */
        post: operations["createOrganizationKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}/api-keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API key of an organization */
        delete: operations["revokeOrganizationKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operator-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the live operator keys */
        get: operations["listOperatorKeys"];
        put?: never;
        /**
         * Make an operator key
         * @description It opens everything here. Shown this once.
         */
        post: operations["createOperatorKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operator-keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an operator key */
        delete: operations["revokeOperatorKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{userId}/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List by which subjects other logins know a user */
        get: operations["listIdentities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{userId}/identities/{source}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say by which subject another login knows a user
         * @description For people who had an account here before they sign in by another login: the same e-mail links nobody by itself.
         */
        put: operations["linkIdentity"];
        post?: never;
        /** Let nobody of another login sign in as a user any more */
        delete: operations["unlinkIdentity"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/login-challenges/{challenge}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what is asked of the platform’s login */
        get: operations["getLoginChallenge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/login-challenges/{challenge}/completion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell who the person is
         * @description Makes the user at first sight. The answer holds a secret: give it to the browser that brought the challenge only, as a redirect.
         */
        post: operations["completeLoginChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/login-challenges/{challenge}/rejection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell that nobody was signed in
         * @description The app that waits is answered access_denied.
         */
        post: operations["rejectLoginChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/interactions/{interaction}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what an app asks a person to allow
         * @description For a platform that draws the consent page itself: what the browser brought as `interaction`.
         */
        get: operations["getInteraction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/interactions/{interaction}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell what the person decided
         * @description Only what the person whom the interaction names has decided, signed in to the platform, on a page of its own. Installs the app where they allow it in an organization and may.
         */
        post: operations["decideInteraction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the audit log, the newest first
         * @description The whole is for operators; others name the organization, or themselves as the actor.
         */
        get: operations["listAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit-events/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the audit log as JSON lines, the oldest first
         * @description At most 10000 events; the Link header leads to the next ones.
         */
        get: operations["exportAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{organizationId}/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an organization's audit log, the newest first */
        get: operations["listOrganizationAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{appId}/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an app's audit log, the newest first */
        get: operations["listAppAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{userId}/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what a user did, the newest first */
        get: operations["listUserAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        NewApp: {
            clientId?: string;
            name: string;
            description?: string;
            homepageUrl?: string;
            logoUrl?: string;
            policyUrl?: string;
            termsUrl?: string;
            /**
             * @default confidential
             * @enum {string}
             */
            type?: "confidential" | "public";
            tokenEndpointAuthMethod?: string | string[];
            /** @default [] */
            redirectUris?: string[];
            /** @default [] */
            postLogoutRedirectUris?: string[];
            /**
             * @default [
             *       "authorization_code"
             *     ]
             */
            grantTypes?: string[];
            /** @default [] */
            scopes?: string[];
            /** @default [] */
            optionalScopes?: string[];
            defaultScopes?: string[];
            /**
             * @default [
             *       "self"
             *     ]
             */
            actorModes?: ("app" | "self")[];
            /**
             * @default required
             * @enum {string}
             */
            pkce?: "required" | "optional";
            /**
             * @default strict
             * @enum {string}
             */
            profile?: "strict";
            /**
             * @default opaque
             * @enum {string}
             */
            accessTokenFormat?: "opaque" | "jwt";
            /**
             * @default own
             * @enum {string}
             */
            introspection?: "own" | "audience" | "any";
            /** @default [] */
            serves?: string[];
            /**
             * @default RS256
             * @enum {string}
             */
            idTokenSignedResponseAlg?: "RS256" | "ES256" | "EdDSA";
            /** @default true */
            idTokenClaims?: boolean;
            /**
             * @default rotate
             * @enum {string}
             */
            refresh?: "rotate" | "in_place";
            /**
             * @default per_instance
             * @enum {string}
             */
            liveTokens?: "per_instance" | "per_organization";
            /** @default {} */
            lifetimes?: {
                authorizationCode?: number;
                accessToken?: number;
                refreshToken?: number;
                idToken?: number;
            };
            webhook?: {
                url: string;
                /** @default [] */
                events?: string[];
            };
            /** @default false */
            trusted?: boolean;
            owner?: components["schemas"]["OwnerRef"];
            /** @default false */
            published?: boolean;
        };
        /** @description The organization or the user to whom an app belongs. */
        OwnerRef: {
            /** @enum {string} */
            kind: "organization" | "user";
            id: string;
        };
        Manifest: {
            name: string;
            description?: string;
            homepageUrl?: string;
            logoUrl?: string;
            policyUrl?: string;
            termsUrl?: string;
            /**
             * @default confidential
             * @enum {string}
             */
            type?: "confidential" | "public";
            tokenEndpointAuthMethod?: string | string[];
            /** @default [] */
            redirectUris?: string[];
            /** @default [] */
            postLogoutRedirectUris?: string[];
            /**
             * @default [
             *       "authorization_code"
             *     ]
             */
            grantTypes?: string[];
            /** @default [] */
            scopes?: string[];
            /** @default [] */
            optionalScopes?: string[];
            defaultScopes?: string[];
            /**
             * @default [
             *       "self"
             *     ]
             */
            actorModes?: ("app" | "self")[];
            /**
             * @default required
             * @enum {string}
             */
            pkce?: "required" | "optional";
            /**
             * @default strict
             * @enum {string}
             */
            profile?: "strict";
            /**
             * @default opaque
             * @enum {string}
             */
            accessTokenFormat?: "opaque" | "jwt";
            /**
             * @default own
             * @enum {string}
             */
            introspection?: "own" | "audience" | "any";
            /** @default [] */
            serves?: string[];
            /**
             * @default RS256
             * @enum {string}
             */
            idTokenSignedResponseAlg?: "RS256" | "ES256" | "EdDSA";
            /** @default true */
            idTokenClaims?: boolean;
            /**
             * @default rotate
             * @enum {string}
             */
            refresh?: "rotate" | "in_place";
            /**
             * @default per_instance
             * @enum {string}
             */
            liveTokens?: "per_instance" | "per_organization";
            /** @default {} */
            lifetimes?: {
                authorizationCode?: number;
                accessToken?: number;
                refreshToken?: number;
                idToken?: number;
            };
            webhook?: {
                url: string;
                /** @default [] */
                events?: string[];
            };
            /** @default false */
            trusted?: boolean;
        };
        SecretToAdd: {
            /**
             * @description To tell secrets apart.
             * @default secret
             */
            name?: string;
            /** @description Seconds; left out, it does not expire. */
            lifetime?: number;
            /**
             * @description Whether the live ones end at once.
             * @default false
             */
            revokeOthers?: boolean;
        };
        TransferOffer: {
            to: components["schemas"]["OwnerRef"];
        };
        NewRegistrationRequest: {
            email: string;
            useCase: string;
            name: string;
            description?: string;
            homepageUrl?: string;
            logoUrl?: string;
            policyUrl?: string;
            termsUrl?: string;
            /**
             * @default confidential
             * @enum {string}
             */
            type?: "confidential" | "public";
            tokenEndpointAuthMethod?: string | string[];
            /** @default [] */
            redirectUris?: string[];
            /** @default [] */
            postLogoutRedirectUris?: string[];
            /**
             * @default [
             *       "authorization_code"
             *     ]
             */
            grantTypes?: string[];
            /** @default [] */
            scopes?: string[];
            /** @default [] */
            optionalScopes?: string[];
            defaultScopes?: string[];
            /**
             * @default [
             *       "self"
             *     ]
             */
            actorModes?: ("app" | "self")[];
            /**
             * @default required
             * @enum {string}
             */
            pkce?: "required" | "optional";
            /**
             * @default strict
             * @enum {string}
             */
            profile?: "strict";
            /**
             * @default opaque
             * @enum {string}
             */
            accessTokenFormat?: "opaque" | "jwt";
            /**
             * @default own
             * @enum {string}
             */
            introspection?: "own" | "audience" | "any";
            /** @default [] */
            serves?: string[];
            /**
             * @default RS256
             * @enum {string}
             */
            idTokenSignedResponseAlg?: "RS256" | "ES256" | "EdDSA";
            /** @default true */
            idTokenClaims?: boolean;
            /**
             * @default rotate
             * @enum {string}
             */
            refresh?: "rotate" | "in_place";
            /**
             * @default per_instance
             * @enum {string}
             */
            liveTokens?: "per_instance" | "per_organization";
            /** @default {} */
            lifetimes?: {
                authorizationCode?: number;
                accessToken?: number;
                refreshToken?: number;
                idToken?: number;
            };
            webhook?: {
                url: string;
                /** @default [] */
                events?: string[];
            };
            /** @default false */
            trusted?: boolean;
        };
        PickUp: {
            token: string;
        };
        RegistrationDecision: {
            /** @constant */
            decision: "approve";
            /** @description For who asked: it goes out by mail. */
            note?: string;
            /** @description Left out: the account of the address. */
            owner?: components["schemas"]["OwnerRef"];
        } | {
            /** @constant */
            decision: "decline";
            /** @description For who asked: it goes out by mail. */
            note?: string;
        };
        ScopeDetails: {
            description: string;
            group?: string;
            /** @enum {string} */
            risk?: "low" | "medium" | "high";
            actorModes?: ("app" | "self")[];
            implies?: string[];
            default?: boolean;
            roles?: ("member" | "admin" | "owner")[];
            organization?: boolean;
        };
        ResourceDetails: {
            name?: string;
            /** @default [] */
            scopes?: string[];
            /** @enum {string} */
            accessTokenFormat?: "opaque" | "jwt";
            /** @enum {string} */
            accessTokenSigningAlg?: "ES256" | "RS256";
        };
        NewOrganization: {
            slug: string;
            name: string;
            /** @description The id of the user who owns it first. */
            ownerId?: string;
        };
        MemberSettings: {
            /** @enum {string} */
            role: "member" | "admin" | "owner";
        };
        NewInvitation: {
            email: string;
            /**
             * @default member
             * @enum {string}
             */
            role?: "member" | "admin" | "owner";
        };
        InvitationAcceptance: {
            token: string;
        };
        AppRuleSetting: {
            /** @enum {string} */
            rule: "allowed" | "blocked";
        };
        NewInstallation: {
            appId: string;
            scopes: string[];
            actorModes: ("app" | "self")[];
            /** Format: date-time */
            expiresAt?: string;
        };
        NewApprovalRequest: {
            appId: string;
            scopes: string[];
            actorModes: ("app" | "self")[];
            reason?: string;
        };
        Decision: {
            /** @constant */
            decision: "approve";
            /** @description Left out: all that was asked. */
            scopes?: string[];
            actorModes?: ("app" | "self")[];
            note?: string;
        } | {
            /** @constant */
            decision: "deny";
            note?: string;
        };
        ScopeUseReport: {
            uses: {
                installationId: string;
                scope: string;
                count: number;
                /** Format: date-time */
                lastUsedAt: string;
            }[];
        };
        NewPersonalToken: {
            /** @description To tell keys apart. */
            name: string;
            scopes: string[];
            /** @description Seconds; left out, as long as may be. */
            lifetime?: number;
            /** @description The only organization in which it acts; left out: wherever the person may. */
            organizationId?: string;
        };
        NewOrganizationKey: {
            /** @description To tell keys apart. */
            name: string;
            scopes: string[];
            /** @description Seconds; left out, as long as may be. */
            lifetime?: number;
        };
        NewOperatorKey: {
            /** @description To tell keys apart. */
            name: string;
            /** @description Seconds; left out, as long as may be. */
            lifetime?: number;
        };
        ExternalSubject: {
            subject: string;
        };
        App: {
            id: string;
            clientId: string;
            name: string;
            description?: string;
            homepageUrl?: string;
            logoUrl?: string;
            policyUrl?: string;
            termsUrl?: string;
            /** @enum {string} */
            type?: "confidential" | "public";
            tokenEndpointAuthMethod?: string | string[];
            readonly redirectUris?: string[];
            readonly postLogoutRedirectUris?: string[];
            readonly grantTypes?: string[];
            readonly scopes?: string[];
            readonly optionalScopes?: string[];
            readonly defaultScopes?: string[];
            readonly actorModes?: ("app" | "self")[];
            /** @enum {string} */
            pkce?: "required" | "optional";
            profile?: string;
            /** @enum {string} */
            accessTokenFormat?: "opaque" | "jwt";
            /** @enum {string} */
            introspection?: "own" | "audience" | "any";
            readonly serves?: string[];
            /** @enum {string} */
            idTokenSignedResponseAlg?: "RS256" | "ES256" | "EdDSA";
            idTokenClaims?: boolean;
            /** @enum {string} */
            refresh?: "rotate" | "in_place";
            /** @enum {string} */
            liveTokens?: "per_instance" | "per_organization";
            lifetimes?: {
                authorizationCode?: number;
                accessToken?: number;
                refreshToken?: number;
                idToken?: number;
            };
            webhook?: {
                url: string;
                readonly events?: string[];
            };
            trusted?: boolean;
            /** @description Left out for the platform itself. */
            owner?: {
                /** @enum {string} */
                kind: "organization" | "user";
                id: string;
                name?: string;
            };
            /** @description The subject of tokens with which the app acts as itself. */
            botId: string;
            /** Format: date-time */
            publishedAt?: string;
            /** Format: date-time */
            verifiedAt?: string;
            /** Format: date-time */
            suspendedAt?: string;
            actsAsUsers: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        /** @description Problem details (RFC 9457). */
        Problem: {
            /**
             * Format: uri
             * @description Leads to the page that explains the code.
             */
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "malformed_request" | "invalid_fields" | "two_credentials" | "invalid_token" | "insufficient_scope" | "not_allowed" | "not_found" | "method_not_allowed" | "refused" | "already_exists" | "request_in_progress" | "changed_meanwhile" | "unsupported_media_type" | "idempotency_key_reused" | "too_many_requests" | "server_error";
            /** @description Finer than the code, where a rule refuses. */
            reason?: string;
            /** @description Names the request, as the log does. */
            instance: string;
            errors?: {
                /** @description A JSON pointer into the body, as a URI fragment. */
                pointer?: string;
                /** @description Of the query, or a header. */
                parameter?: string;
                detail: string;
            }[];
        };
        AppWithSecret: {
            id: string;
            clientId: string;
            name: string;
            description?: string;
            homepageUrl?: string;
            logoUrl?: string;
            policyUrl?: string;
            termsUrl?: string;
            /** @enum {string} */
            type?: "confidential" | "public";
            tokenEndpointAuthMethod?: string | string[];
            readonly redirectUris?: string[];
            readonly postLogoutRedirectUris?: string[];
            readonly grantTypes?: string[];
            readonly scopes?: string[];
            readonly optionalScopes?: string[];
            readonly defaultScopes?: string[];
            readonly actorModes?: ("app" | "self")[];
            /** @enum {string} */
            pkce?: "required" | "optional";
            profile?: string;
            /** @enum {string} */
            accessTokenFormat?: "opaque" | "jwt";
            /** @enum {string} */
            introspection?: "own" | "audience" | "any";
            readonly serves?: string[];
            /** @enum {string} */
            idTokenSignedResponseAlg?: "RS256" | "ES256" | "EdDSA";
            idTokenClaims?: boolean;
            /** @enum {string} */
            refresh?: "rotate" | "in_place";
            /** @enum {string} */
            liveTokens?: "per_instance" | "per_organization";
            lifetimes?: {
                authorizationCode?: number;
                accessToken?: number;
                refreshToken?: number;
                idToken?: number;
            };
            webhook?: {
                url: string;
                readonly events?: string[];
            };
            trusted?: boolean;
            /** @description Left out for the platform itself. */
            owner?: {
                /** @enum {string} */
                kind: "organization" | "user";
                id: string;
                name?: string;
            };
            /** @description The subject of tokens with which the app acts as itself. */
            botId: string;
            /** Format: date-time */
            publishedAt?: string;
            /** Format: date-time */
            verifiedAt?: string;
            /** Format: date-time */
            suspendedAt?: string;
            actsAsUsers: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            secret?: components["schemas"]["NewSecret"];
        };
        NewSecret: {
            id: string;
            /** @description Shown this once. */
            secret: string;
        };
        /** @description What everybody may know of a published app. */
        AppProfile: {
            id: string;
            clientId: string;
            name: string;
            description?: string;
            homepageUrl?: string;
            logoUrl?: string;
            policyUrl?: string;
            termsUrl?: string;
            owner?: {
                /** @enum {string} */
                kind: "organization" | "user";
                name?: string;
            };
            readonly scopes: string[];
            readonly optionalScopes: string[];
            readonly actorModes: ("app" | "self")[];
            /** Format: date-time */
            verifiedAt?: string;
        };
        ExportedManifest: {
            name: string;
            description?: string;
            homepageUrl?: string;
            logoUrl?: string;
            policyUrl?: string;
            termsUrl?: string;
            /** @enum {string} */
            type?: "confidential" | "public";
            tokenEndpointAuthMethod?: string | string[];
            readonly redirectUris?: string[];
            readonly postLogoutRedirectUris?: string[];
            readonly grantTypes?: string[];
            readonly scopes?: string[];
            readonly optionalScopes?: string[];
            readonly defaultScopes?: string[];
            readonly actorModes?: ("app" | "self")[];
            /** @enum {string} */
            pkce?: "required" | "optional";
            profile?: string;
            /** @enum {string} */
            accessTokenFormat?: "opaque" | "jwt";
            /** @enum {string} */
            introspection?: "own" | "audience" | "any";
            readonly serves?: string[];
            /** @enum {string} */
            idTokenSignedResponseAlg?: "RS256" | "ES256" | "EdDSA";
            idTokenClaims?: boolean;
            /** @enum {string} */
            refresh?: "rotate" | "in_place";
            /** @enum {string} */
            liveTokens?: "per_instance" | "per_organization";
            lifetimes?: {
                authorizationCode?: number;
                accessToken?: number;
                refreshToken?: number;
                idToken?: number;
            };
            webhook?: {
                url: string;
                readonly events?: string[];
            };
            trusted?: boolean;
        };
        Secret: {
            id: string;
            name: string;
            lastFour: string;
            createdBy?: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt?: string;
            /** Format: date-time */
            lastUsedAt?: string;
        };
        AppManager: {
            userId: string;
            email: string;
            name?: string;
        };
        /** @description An offer to hand an app over, which stands for a week. */
        AppTransfer: {
            to: components["schemas"]["OwnerRef"];
            /** @description The id of a user; left out for an operator. */
            offeredBy?: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
        };
        Attempt: {
            id: string;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            endpoint: "authorize" | "token";
            /** @enum {string} */
            outcome: "succeeded" | "failed";
            /** @description The registered code that was answered. */
            error?: string;
            /** @description A stable code, finer than that. */
            reason?: string;
            /** @description What to do about it. */
            remedy?: string;
            step: string;
            /** @description Tells users apart, not who they are. */
            userHash?: string;
            organizationId?: string;
            requestId: string;
            userAgent?: string;
            details: {
                grantType?: string;
                redirectUri?: string;
                description?: string;
                detail?: string;
                count?: number;
            };
        };
        FiledRequest: {
            requestId: string;
            /** Format: date-time */
            expiresAt: string;
        };
        RegistrationRequest: {
            id: string;
            email: string;
            useCase: string;
            /** @description As it was sent. */
            manifest: {
                name: string;
            } & {
                [key: string]: unknown;
            };
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            /** @enum {string} */
            decision?: "approved" | "declined";
            /** Format: date-time */
            decidedAt?: string;
            decidedBy?: string;
            note?: string;
            appId?: string;
            /** Format: date-time */
            pickedUpAt?: string;
        };
        Credentials: {
            appId: string;
            appName: string;
            clientId: string;
            /** @description Shown this once. */
            clientSecret?: string;
        };
        Scope: {
            name: string;
            description: string;
            group?: string;
            /** @enum {string} */
            risk?: "low" | "medium" | "high";
            actorModes?: ("app" | "self")[];
            implies?: string[];
            default?: boolean;
            roles?: ("member" | "admin" | "owner")[];
            organization?: boolean;
        };
        Resource: {
            identifier: string;
            name?: string;
            scopes: string[];
            /** @enum {string} */
            accessTokenFormat?: "opaque" | "jwt";
            /** @enum {string} */
            accessTokenSigningAlg?: "ES256" | "RS256";
        };
        Organization: {
            id: string;
            slug: string;
            name: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /**
             * @description What the caller is there, in lists of their own.
             * @enum {string}
             */
            role?: "member" | "admin" | "owner";
        };
        OrganizationPolicy: {
            /**
             * @default admins
             * @enum {string}
             */
            install: "anyone" | "admins" | "allow_list";
            scopeCeiling?: string[];
            /**
             * @default allowed
             * @enum {string}
             */
            personalTokens: "allowed" | "forbidden";
            personalTokenLifetime?: number;
        };
        Member: {
            userId: string;
            email: string;
            name?: string;
            /** @enum {string} */
            role: "member" | "admin" | "owner";
            /** @description Who says so: local, or the login that brought it. */
            source: string;
            disabled: boolean;
            /** Format: date-time */
            createdAt: string;
        };
        Invitation: {
            id: string;
            organizationId: string;
            email: string;
            /** @enum {string} */
            role: "member" | "admin" | "owner";
            invitedBy?: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
        };
        Joined: {
            organization: {
                id: string;
                slug: string;
                name: string;
            };
        };
        AppRule: {
            appId: string;
            appName: string;
            /** @enum {string} */
            rule: "allowed" | "blocked";
            /** Format: date-time */
            createdAt: string;
        };
        Installation: {
            id: string;
            /** @enum {string} */
            status: "pending" | "active" | "suspended" | "removed";
            appId: string;
            organizationId: string;
            app: {
                name: string;
                description?: string;
                homepageUrl?: string;
                logoUrl?: string;
                ownerName?: string;
                verified: boolean;
                /** Format: date-time */
                suspendedAt?: string;
            };
            organization: {
                slug: string;
                name: string;
            };
            readonly grantedScopes: string[];
            /** @description Granted, and not used for 90 days as far as resource servers reported. */
            readonly unusedScopes: string[];
            readonly actorModes: ("app" | "self")[];
            installer?: components["schemas"]["Person"];
            pendingRequests: number;
            /** @description As so many members the app may act. */
            members: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            activatedAt?: string;
            /** Format: date-time */
            expiresAt?: string;
            /** Format: date-time */
            suspendedAt?: string;
            /** Format: date-time */
            removedAt?: string;
            /** Format: date-time */
            lastUsedAt?: string;
        };
        Person: {
            id: string;
            email: string;
            name?: string;
        };
        ScopeUse: {
            scope: string;
            uses: number;
            /** Format: date-time */
            lastUsedAt: string;
        };
        ApprovalRequest: {
            id: string;
            installationId: string;
            appId: string;
            appName: string;
            organizationId: string;
            readonly scopes: string[];
            readonly actorModes: ("app" | "self")[];
            reason?: string;
            requester: components["schemas"]["Person"];
            /** @description What the installation holds at this moment. */
            readonly grantedScopes: string[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            decidedAt?: string;
            decider?: components["schemas"]["Person"];
            /** @description Left out while it waits, and for a denial. */
            readonly approvedScopes?: string[];
            note?: string;
        };
        MemberGrant: {
            id: string;
            userId: string;
            userEmail: string;
            userName?: string;
            appId: string;
            appName: string;
            installationId: string;
            readonly scopes: string[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        ScopeUseReceipt: {
            accepted: number;
            ignored: number;
        };
        User: {
            id: string;
            email: string;
            /** Format: date-time */
            emailVerifiedAt?: string;
            name?: string;
            /** Format: date-time */
            disabledAt?: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        Session: {
            id: string;
            userAgent?: string;
            address?: string;
            /** @description How the person signed in (RFC 8176). */
            readonly amr: string[];
            /** Format: date-time */
            authenticatedAt: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastSeenAt: string;
            /** Format: date-time */
            expiresAt: string;
        };
        Grant: {
            id: string;
            appId: string;
            appName: string;
            /** @enum {string} */
            actorMode: "app" | "self";
            readonly scopes: string[];
            installationId?: string;
            organization?: {
                id: string;
                slug: string;
                name: string;
            };
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            lastUsedAt?: string;
        };
        Key: {
            id: string;
            name: string;
            lastFour: string;
            userId?: string;
            organizationId?: string;
            readonly scopes: string[];
            createdBy?: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt?: string;
            /** Format: date-time */
            lastUsedAt?: string;
        };
        NewKey: {
            id: string;
            name: string;
            lastFour: string;
            userId?: string;
            organizationId?: string;
            readonly scopes: string[];
            createdBy?: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt?: string;
            /** Format: date-time */
            lastUsedAt?: string;
            /** @description Shown this once. */
            token: string;
        };
        ExternalIdentity: {
            /** @description `hand_off`, or the name of an upstream provider. */
            source: string;
            /** @description Names the person there, for good. */
            subject: string;
            /** Format: date-time */
            createdAt: string;
        };
        LoginChallenge: {
            /** @description Who sent the person. Left out: they came by themselves. */
            app?: {
                id: string;
                clientId: string;
                name: string;
                description?: string;
                logoUrl?: string;
                homepageUrl?: string;
                verified: boolean;
            };
            readonly prompt: string[];
            /** @description Seconds. */
            maxAge?: number;
            loginHint?: string;
            uiLocales?: string;
            acrValues?: string;
            /** @description Whether a session that the person has is not enough. */
            freshSignIn: boolean;
            /**
             * Format: date-time
             * @description With an earlier authTime the app is answered login_required.
             */
            earliestAuthTime?: string;
            answered: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
        };
        LoginChallengeCompletion: {
            /**
             * Format: uri
             * @description Where to send the browser. Good once, for that browser only.
             */
            redirectTo: string;
            /** @enum {string} */
            outcome: "signed_in" | "login_required";
            userId?: string;
        };
        LoginChallengeRejection: {
            /**
             * Format: uri
             * @description Where to send the browser. Good once, for that browser only.
             */
            redirectTo: string;
        };
        Interaction: {
            app: {
                id: string;
                clientId: string;
                name: string;
                description?: string;
                logoUrl?: string;
                homepageUrl?: string;
                policyUrl?: string;
                termsUrl?: string;
                publisher: string;
                verified: boolean;
            };
            /** @description Whom to ask: compare it with who is signed in to the platform. */
            user: {
                id: string;
                /** @description As the hand-off named the person. */
                subject?: string;
                email: string;
                name?: string;
            };
            readonly scopes: {
                scope: string;
                /** @description What a person is told that the app may do. */
                text: string;
                group?: string;
                /** @enum {string} */
                access?: "read" | "write" | "sensitive";
                /**
                 * @description Whether it comes with allowing, may be left out, or was allowed before.
                 * @enum {string}
                 */
                choice: "required" | "optional" | "granted";
            }[];
            /** @description Whether the person may allow it for themselves alone. */
            personal: boolean;
            readonly organizations: {
                id: string;
                slug: string;
                name: string;
                /**
                 * @description Whether the person may install the app there, or has to ask the admins.
                 * @enum {string}
                 */
                install: "may" | "ask" | "blocked";
                /** @description What the app holds there. */
                readonly granted: string[];
                /** @description What admins were asked to approve, with what they granted before. */
                readonly pending: string[];
            }[];
            /** @description As whom the app may act in an organization: its bot, or the person. */
            readonly actorModes: ("app" | "self")[];
            /** @description Where the person goes on afterwards. */
            destination: {
                /** @enum {string} */
                kind: "host" | "loopback" | "scheme";
                name: string;
            };
            /** Format: uri */
            useAnotherAccountUrl: string;
            /** Format: date-time */
            expiresAt: string;
        };
        InteractionDecision: {
            /** @enum {string} */
            outcome: "allowed" | "denied" | "requested";
            /**
             * Format: uri
             * @description Where to send the browser that brought the interaction. It works in that browser only.
             */
            redirectTo: string;
        };
        AuditEvent: {
            id: string;
            /** Format: date-time */
            at: string;
            /** @description Such as grant.revoked. */
            action: string;
            /** @enum {string} */
            actorType: "user" | "app" | "installation" | "operator" | "system";
            actorId: string | null;
            subjectType: string;
            subjectId: string;
            organizationId: string | null;
            appId: string | null;
            requestId: string | null;
            address: string | null;
            before: {
                [key: string]: string | number | boolean | null | string[];
            } | null;
            after: {
                [key: string]: string | number | boolean | null | string[];
            } | null;
            data: {
                [key: string]: string | number | boolean | null | string[];
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listApps: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
                /** @description Only those that it owns. */
                organizationId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["App"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    registerApp: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the same answer, for a day. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApp"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppWithSecret"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["App"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateApp: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what is to be changed. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": {
                    name?: string | null;
                    description?: string | null;
                    homepageUrl?: string | null;
                    logoUrl?: string | null;
                    policyUrl?: string | null;
                    termsUrl?: string | null;
                    type?: ("confidential" | "public") | null;
                    tokenEndpointAuthMethod?: (string | string[]) | null;
                    redirectUris?: string[] | null;
                    postLogoutRedirectUris?: string[] | null;
                    grantTypes?: string[] | null;
                    scopes?: string[] | null;
                    optionalScopes?: string[] | null;
                    defaultScopes?: string[] | null;
                    actorModes?: ("app" | "self")[] | null;
                    pkce?: ("required" | "optional") | null;
                    profile?: "strict" | null;
                    accessTokenFormat?: ("opaque" | "jwt") | null;
                    introspection?: ("own" | "audience" | "any") | null;
                    serves?: string[] | null;
                    idTokenSignedResponseAlg?: ("RS256" | "ES256" | "EdDSA") | null;
                    idTokenClaims?: boolean | null;
                    refresh?: ("rotate" | "in_place") | null;
                    liveTokens?: ("per_instance" | "per_organization") | null;
                    lifetimes?: {
                        authorizationCode?: number;
                        accessToken?: number;
                        refreshToken?: number;
                        idToken?: number;
                    } | null;
                    webhook?: {
                        url: string;
                        /** @default [] */
                        events?: string[];
                    } | null;
                    trusted?: boolean | null;
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["App"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAppProfile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppProfile"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportManifest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportedManifest"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importManifest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Manifest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["App"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSecrets: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Secret"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the same answer, for a day. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SecretToAdd"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewSecret"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
                /** @description The id of a secret. */
                secretId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listManagers: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AppManager"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addManager: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
                /** @description The id of a user, or `me` for the person on whose behalf the credential acts. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeManager: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
                /** @description The id of a user, or `me` for the person on whose behalf the credential acts. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeAppGrants: {
        parameters: {
            query?: {
                userId?: string;
            };
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTransfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppTransfer"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    offerTransfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferOffer"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawTransfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptTransfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["App"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unpublishApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    suspendApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reinstateApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verifyApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unverifyApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    letAppActAsUsers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    keepAppFromActingAsUsers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAttempts: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
                outcome?: "succeeded" | "failed";
                endpoint?: "authorize" | "token";
                reason?: string;
                organizationId?: string;
                requestId?: string;
                since?: string;
                until?: string;
            };
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Attempt"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRegistrationRequests: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
                status?: "pending" | "approved" | "declined";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["RegistrationRequest"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    fileRegistrationRequest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRegistrationRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FiledRequest"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pickUpCredentials: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PickUp"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credentials"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRegistrationRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationRequest"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decideRegistrationRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegistrationDecision"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationRequest"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listScopes: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Scope"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getScope: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of a scope. */
                scopeName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scope"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putScope: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of a scope. */
                scopeName: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScopeDetails"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scope"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteScope: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of a scope. */
                scopeName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listResources: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Resource"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getResource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The identifier of a resource, percent-encoded. */
                identifier: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resource"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putResource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The identifier of a resource, percent-encoded. */
                identifier: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ResourceDetails"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resource"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteResource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The identifier of a resource, percent-encoded. */
                identifier: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrganizations: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Organization"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createOrganization: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the same answer, for a day. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOrganization"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateOrganization: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what is to be changed. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": {
                    name?: string | null;
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationPolicy"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what is to be changed. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": {
                    install?: ("anyone" | "admins" | "allow_list") | null;
                    scopeCeiling?: string[] | null;
                    personalTokens?: ("allowed" | "forbidden") | null;
                    personalTokenLifetime?: number | null;
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationPolicy"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMembers: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Member"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
                /** @description The id of a user, or `me` for the person on whose behalf the credential acts. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberSettings"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
                /** @description The id of a user, or `me` for the person on whose behalf the credential acts. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInvitations: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Invitation"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    invite: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the same answer, for a day. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInvitation"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
                /** @description The id of an invitation. */
                invitationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the same answer, for a day. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationAcceptance"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Joined"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAppRules: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AppRule"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setAppRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppRuleSetting"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeAppRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInstallations: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
                /** @description Whether those that are over are listed, too. */
                removed?: string;
            };
            header?: never;
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Installation"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    install: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the same answer, for a day. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInstallation"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Installation"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInstallationsOfApp: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
                /** @description Whether those that are over are listed, too. */
                removed?: string;
            };
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Installation"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInstallation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an installation. */
                installationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Installation"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeInstallation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an installation. */
                installationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    narrowInstallation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what is to be changed. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of an installation. */
                installationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": {
                    grantedScopes?: string[] | null;
                    actorModes?: ("app" | "self")[] | null;
                    expiresAt?: string | null;
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Installation"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    suspendInstallation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an installation. */
                installationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reinstateInstallation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an installation. */
                installationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listScopeUses: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of an installation. */
                installationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ScopeUse"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApprovalRequests: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
                /** @description Only those that were decided, or only those that wait. */
                decided?: string;
                appId?: string;
            };
            header?: never;
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ApprovalRequest"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    requestApproval: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the same answer, for a day. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApprovalRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalRequest"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getApprovalRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalRequest"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawApprovalRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decideApprovalRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Decision"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalRequest"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMemberGrants: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
                userId?: string;
                appId?: string;
            };
            header?: never;
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MemberGrant"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeMemberGrants: {
        parameters: {
            query?: {
                userId?: string;
                appId?: string;
            };
            header?: never;
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeMemberGrant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
                /** @description The id of a grant. */
                grantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reportScopeUses: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the same answer, for a day. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScopeUseReport"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScopeUseReceipt"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
                /** @description Only who has this address. */
                email?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["User"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a user, or `me` for the person on whose behalf the credential acts. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what is to be changed. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of a user, or `me` for the person on whose behalf the credential acts. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": {
                    name?: string | null;
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disableUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a user, or `me` for the person on whose behalf the credential acts. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reinstateUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a user, or `me` for the person on whose behalf the credential acts. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of a user, or `me` for the person on whose behalf the credential acts. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Session"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a user, or `me` for the person on whose behalf the credential acts. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a user, or `me` for the person on whose behalf the credential acts. */
                userId: string;
                /** @description The id of a session. */
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGrants: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of a user, or `me` for the person on whose behalf the credential acts. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Grant"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeGrant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a user, or `me` for the person on whose behalf the credential acts. */
                userId: string;
                /** @description The id of a grant. */
                grantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPersonalTokens: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of a user, or `me` for the person on whose behalf the credential acts. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Key"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPersonalToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the same answer, for a day. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of a user, or `me` for the person on whose behalf the credential acts. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPersonalToken"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKey"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokePersonalToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a user, or `me` for the person on whose behalf the credential acts. */
                userId: string;
                /** @description The id of a key. */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPersonalTokensOfOrganization: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Key"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrganizationKeys: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Key"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createOrganizationKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the same answer, for a day. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOrganizationKey"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKey"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeOrganizationKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
                /** @description The id of a key. */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOperatorKeys: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Key"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createOperatorKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the same answer, for a day. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOperatorKey"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKey"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeOperatorKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a key. */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIdentities: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of a user, or `me` for the person on whose behalf the credential acts. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ExternalIdentity"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    linkIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a user, or `me` for the person on whose behalf the credential acts. */
                userId: string;
                /** @description Another login: `hand_off`, or the name of an upstream provider. */
                source: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExternalSubject"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unlinkIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a user, or `me` for the person on whose behalf the credential acts. */
                userId: string;
                /** @description Another login: `hand_off`, or the name of an upstream provider. */
                source: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLoginChallenge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The login challenge, from the URL of the login page. */
                challenge: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginChallenge"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    completeLoginChallenge: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the same answer, for a day. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The login challenge, from the URL of the login page. */
                challenge: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Names the person on the platform, for good. */
                    subject: string;
                    email: string;
                    emailVerified?: boolean;
                    name?: string;
                    picture?: string;
                    /** @description All of the person’s. Memberships that the platform named before and does not name now end; those made here stay. Left out: nothing changes. */
                    organizations?: {
                        /** @description As it is known here. */
                        id?: string;
                        /** @description As it is known here, or for a new one. */
                        slug?: string;
                        /** @description As the login that tells of it knows it, for good. */
                        externalId?: string;
                        /** @description For a new one. */
                        name?: string;
                        /**
                         * @default member
                         * @enum {string}
                         */
                        role?: "member" | "admin" | "owner";
                    }[];
                    /**
                     * Format: date-time
                     * @description When the person last proved who they are.
                     */
                    authTime: string;
                    /**
                     * @description How they proved it (RFC 8176).
                     * @default []
                     */
                    amr?: string[];
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginChallengeCompletion"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rejectLoginChallenge: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the same answer, for a day. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The login challenge, from the URL of the login page. */
                challenge: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginChallengeRejection"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInteraction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description What the browser brought to the consent page. */
                interaction: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Interaction"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decideInteraction: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the same answer, for a day. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description What the browser brought to the consent page. */
                interaction: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description request: ask the admins of the organization to approve what the app does not hold there.
                     * @enum {string}
                     */
                    decision: "allow" | "deny" | "request";
                    /**
                     * @description All that the person was shown and allows: every required one, and the optional ones chosen.
                     * @default []
                     */
                    scopes?: string[];
                    /** @description Its id or slug. Left out: for the person alone. */
                    organization?: string;
                    /** @enum {string} */
                    actor?: "app" | "self";
                    /**
                     * @description Go on with what the organization has granted, instead of asking for more.
                     * @default false
                     */
                    withoutMore?: boolean;
                    /** @description For the admins. */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InteractionDecision"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAuditEvents: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
                /** @description An action, or all of a noun: grant.* */
                action?: string;
                actorType?: "user" | "app" | "installation" | "operator" | "system";
                actorId?: string;
                subjectType?: string;
                subjectId?: string;
                /** @description From this time on. */
                from?: string;
                /** @description Before this time. */
                until?: string;
                organizationId?: string;
                appId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AuditEvent"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportAuditEvents: {
        parameters: {
            query?: {
                /** @description The next_cursor of the page before. */
                cursor?: string;
                /** @description An action, or all of a noun: grant.* */
                action?: string;
                actorType?: "user" | "app" | "installation" | "operator" | "system";
                actorId?: string;
                subjectType?: string;
                subjectId?: string;
                /** @description From this time on. */
                from?: string;
                /** @description Before this time. */
                until?: string;
                organizationId?: string;
                appId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": string;
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrganizationAuditEvents: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
                /** @description An action, or all of a noun: grant.* */
                action?: string;
                actorType?: "user" | "app" | "installation" | "operator" | "system";
                actorId?: string;
                subjectType?: string;
                subjectId?: string;
                /** @description From this time on. */
                from?: string;
                /** @description Before this time. */
                until?: string;
            };
            header?: never;
            path: {
                /** @description The id of an organization, or its slug. */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AuditEvent"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAppAuditEvents: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
                /** @description An action, or all of a noun: grant.* */
                action?: string;
                actorType?: "user" | "app" | "installation" | "operator" | "system";
                actorId?: string;
                subjectType?: string;
                subjectId?: string;
                /** @description From this time on. */
                from?: string;
                /** @description Before this time. */
                until?: string;
            };
            header?: never;
            path: {
                /** @description The id of an app. */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AuditEvent"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUserAuditEvents: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description The next_cursor of the page before. */
                cursor?: string;
                /** @description An action, or all of a noun: grant.* */
                action?: string;
                /** @description From this time on. */
                from?: string;
                /** @description Before this time. */
                until?: string;
            };
            header?: never;
            path: {
                /** @description The id of a user, or `me` for the person on whose behalf the credential acts. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AuditEvent"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
