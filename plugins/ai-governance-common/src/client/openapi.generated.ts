// Generated from openapi.yaml by scripts/generate-openapi.mjs.
/* eslint-disable */
export interface paths {
    "/framework": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The framework in force with its check types and the AI tools. */
        get: operations["GetFramework"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/framework/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Every framework version that was ever in force, newest first. */
        get: operations["GetFrameworkVersions"];
        put?: never;
        /** @description Proposes a version. A document with mistakes is refused with all of them. */
        post: operations["ProposeFramework"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/framework/versions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["frameworkVersion"];
            };
            cookie?: never;
        };
        /** @description A proposed version with what it changes against the one in force, or against another proposed one. */
        get: operations["GetFrameworkVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/framework/versions/{id}/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["frameworkVersion"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Judges every entity that the caller sees under the version and says what differs. Counts are of the entities behind the cursor. */
        post: operations["DryRunFramework"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/framework/versions/{id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["frameworkVersion"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Puts a version in force that somebody else proposed. What asks for more counts from effectiveFrom on, 30 days ahead where it is absent. */
        post: operations["ActivateFramework"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/framework/versions/{id}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["frameworkVersion"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Returns to what was in force before the version. */
        post: operations["RollBackFramework"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/framework/versions/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["frameworkVersion"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Refuses a proposal, or takes the own one back. */
        post: operations["RejectFramework"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/entities/{kind}/{namespace}/{name}/scorecard": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        /** @description The judgement of one entity as of now. */
        get: operations["GetScorecard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/entities/{kind}/{namespace}/{name}/history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        /** @description Stored changes of the judgement, newest first. */
        get: operations["GetHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/entities/{kind}/{namespace}/{name}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        /** @description The scorecard as of a past instant, judged again from what it was made from, and whether the outcome is the recorded one. */
        get: operations["ReplayScorecard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/entities/{kind}/{namespace}/{name}/profile": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        /** @description The profile in force with where each value comes from. */
        get: operations["GetProfile"];
        /** @description Declares the profile. What lowers a protection waits for a second person; the rest is in force at once. */
        put: operations["DeclareProfile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/entities/{kind}/{namespace}/{name}/profile/patch": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        /** @description What the portal declares as a change of the catalog-info.yaml that the entity came from. */
        get: operations["GetDescriptorPatch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/entities/{kind}/{namespace}/{name}/assess": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Looks at the entity's sources again, its repositories and code host and what other services say of just this entity, and judges it anew. What is only sent by others comes when they send it (`collection.lastSentAt`). */
        post: operations["AssessEntity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scorecards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Scorecards the caller may see. Conditions in one filter parameter are joined by commas: different keys must all hold, the same key any of its values. Several filter parameters are alternatives. */
        get: operations["ListScorecards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scorecards/by-refs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Up to 5,000 scorecards by entity ref in one request. */
        post: operations["GetScorecardsByRefs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scorecards/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Durable feed of entities whose judgement changed. */
        get: operations["GetScorecardChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The organization as it is now, in total and by group. Callers who may read part of it get numbers of that part. An entity with several owners counts for each of them and once in total. */
        get: operations["GetSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/push-next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What to close next so that, within a budget, most of the entities asked for reach their next level. What a group or the organization closes counts once for everybody it holds back. `atMost` bounds what any plan could lift where the best one could not be found for certain. */
        get: operations["GetPushNext"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The organization at instants of a span, from the stored history. Entities are selected by what they are now. */
        get: operations["GetTrends"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collection/failures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Sources whose last look failed, those that fail for longest first, with the error and the entities that rest on them. Only for callers who may read every scorecard. */
        get: operations["ListFailingSources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trends/entities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The entities behind a point of a trend: those that stood at an instant as asked for, with how they stand now. Entities are selected by what they are now. */
        get: operations["GetTrendEntities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What is different at the end of a span from its beginning: of the organization itself, and by entity with the reasons. */
        get: operations["GetChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attestations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Attestations of a subject, newest first. */
        get: operations["ListAttestations"];
        put?: never;
        /** @description Attests a check. An attestation for the organization is in force only after a second person confirmed it. */
        post: operations["CreateAttestation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attestations/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Attests one check of several entities. Each one is judged and written by itself; look at the result of every item. */
        post: operations["AttestMany"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attestations/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Confirms an organization attestation as the second person. */
        post: operations["ApproveAttestation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attestations/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Refuses to confirm an organization attestation, as the second person. */
        post: operations["RejectAttestation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attestations/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Ends an attestation now. One of a group or the organization is ended by whoever gave it, or is in the role that its check falls to. */
        post: operations["RevokeAttestation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Takes up to 500 observations of a pipeline. Services only, and only for the repositories the caller is bound to. Each item is judged by itself. */
        post: operations["PushEvidence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/sarif": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Takes a SARIF 2.1.0 report of up to 20 MB, as it is or as gzip. Services only, and only for the repository the caller is bound to. Nothing is stored unless the whole report is in order. */
        post: operations["PushSarif"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/entities/{kind}/{namespace}/{name}/disputes": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Says that a finding is wrong. It counts until that is decided. */
        post: operations["CreateDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/disputes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Disputes newest first, of one entity or of all the caller may see. */
        get: operations["ListDisputes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/disputes/rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description How often each check was found wrong in the last 90 days. */
        get: operations["ListDisputeRates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/disputes/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Finds the finding wrong; it is left out until the given end. */
        post: operations["ApproveDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/disputes/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Finds the finding right. */
        post: operations["RejectDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/disputes/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Takes the own dispute back. */
        post: operations["WithdrawDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The registry of AI tools, with the requests that wait, what imports found beside it, and what the catalog describes. */
        get: operations["GetTools"];
        put?: never;
        /** @description Asks for a tool to be approved, or for more than it is approved for. */
        post: operations["RequestTool"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/allow-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Hosts that a proxy may let through, one per line: those of the approved tools that are inside their review date. */
        get: operations["GetToolAllowList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/{id}/requests": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description Requests for a tool that do not wait any more, newest first, with the answers to the criteria and what each role said; also a refused wish for more of a tool that is approved. */
        get: operations["ListToolRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Signs the open request of a tool for one role. */
        post: operations["ApproveTool"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Refuses the open request of a tool. */
        post: operations["RejectTool"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Takes the open request of a tool back. */
        post: operations["WithdrawTool"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Looks at an approved tool again until its next review date. */
        post: operations["ReviewTool"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Ends the approval of a tool now. */
        post: operations["RevokeTool"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/risks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The risk register, with what is left of each risk over the entities asked for. */
        get: operations["GetRisks"];
        put?: never;
        /** @description Adds a risk of the organization's own. */
        post: operations["AddRisk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/risks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        /** @description Replaces who looks after a risk, what is done against it and when it is looked at again; of risks the organization added, everything. */
        put: operations["EditRisk"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/risks/{id}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Takes a risk off the register that the organization added. */
        post: operations["RetireRisk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/risks/{id}/entities": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description What is left of a risk in each entity, by entity ref. */
        get: operations["ListRiskEntities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/risk-acceptances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Risks of the organization itself that the executive sponsor accepts, those in force first, then what ended last. */
        get: operations["ListRiskAcceptances"];
        put?: never;
        /** @description Accepts the risk that a control of the organization is not met, for a time. It changes no status and no level, and takes the place of the one that is in force for the control. */
        post: operations["AcceptRisk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/risk-acceptances/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Ends the acceptance of a risk now. */
        post: operations["RevokeRiskAcceptance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Campaigns that run or are planned, or one page of those that are over. */
        get: operations["ListCampaigns"];
        put?: never;
        /** @description Plans a campaign, or starts one. */
        post: operations["CreateCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description A campaign with its progress over time, from the history. */
        get: operations["GetCampaign"];
        /** @description Replaces what people say of a campaign that is not over. */
        put: operations["EditCampaign"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/campaigns/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Ends a campaign now and keeps how it stands. */
        post: operations["EndCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/campaigns/{id}/owners": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description What is left to do by owner, the most first; of a campaign that is over, by those who owned when it ended. */
        get: operations["ListCampaignOwners"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/campaigns/{id}/entities": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description Where the entities of a campaign stand, by entity ref. */
        get: operations["ListCampaignEntities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/roadmap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The plans and checklists of the organization, with what is done by evidence or by a person's word. */
        get: operations["GetRoadmap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/roadmap/attestations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Takes a person's word that an item of a plan is done. */
        post: operations["AttestPlanItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/roadmap/attestations/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Takes an attestation of a plan back. */
        post: operations["WithdrawPlanAttestation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/adoption": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The adoption stage of every team, with the entry criteria of the next. */
        get: operations["GetAdoption"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/adoption/ahead": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The entities that declare a stage which their team has not taken, by entity ref. */
        get: operations["ListAhead"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/adoption/moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Moves a team up by one stage, when everything is there that it takes, or down. What it takes is looked at over everything the team has; the answer is of what the caller may see, as in `GET /adoption`. */
        post: operations["MoveAdoption"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Incidents, newest first. Services the caller may not see are left out, and so is an incident that concerns no others. */
        get: operations["ListIncidents"];
        put?: never;
        /** @description Reports an incident; it makes the incident control due until it is reviewed. */
        post: operations["ReportIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description One incident. */
        get: operations["GetIncident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/steps/{step}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                step: string;
            };
            cookie?: never;
        };
        get?: never;
        /** @description Ticks a step of the playbook off, or takes that back. */
        put: operations["TickIncidentStep"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/contain": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Says that it does no further harm. */
        post: operations["ContainIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Writes the post-incident review, which a second person has to read. */
        post: operations["ReviewIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/review/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description A second person has read the review; the incident no longer makes anything due. */
        post: operations["ConfirmIncidentReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{id}/follow-ups/{followUp}/done": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                followUp: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Says that a follow-up is done. Its owner may say so without seeing any service of the incident, and is then answered nothing of it. */
        post: operations["FinishIncidentFollowUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exercises": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Tabletop exercises, newest first. */
        get: operations["ListExercises"];
        put?: never;
        /** @description Records a tabletop exercise, and attests it for the organization; a second person confirms it. */
        post: operations["RecordExercise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exercises/{id}/follow-ups/{followUp}/done": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                followUp: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Says that a follow-up is done. */
        post: operations["FinishExerciseFollowUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/committee": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Who sits in the committee, and what its next meeting would be about. */
        get: operations["GetCommittee"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/committee/meetings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Meetings of the committee, newest first. */
        get: operations["ListMeetings"];
        put?: never;
        /** @description Calls a meeting, with what is due by then as its agenda. */
        post: operations["ConveneMeeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/committee/meetings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description One meeting. */
        get: operations["GetMeeting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/committee/meetings/{id}/minutes": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description The minutes of a meeting. */
        get: operations["GetMinutes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/committee/meetings/{id}/attendance": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        /** @description Says who is there, each for one seat or as a guest. */
        put: operations["RecordAttendance"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/committee/meetings/{id}/agenda": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Adds what became due since the meeting was convened. */
        post: operations["ExtendAgenda"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/committee/meetings/{id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Records what was decided on an item of the agenda; it takes a quorum. */
        post: operations["RecordDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/committee/meetings/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Closes a meeting; what it left undecided goes to the next. */
        post: operations["CloseMeeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description AI workflows of the organization, newest first. */
        get: operations["ListWorkflows"];
        put?: never;
        /** @description Proposes an AI workflow, which somebody else has to approve. */
        post: operations["ProposeWorkflow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        /** @description Says something else of a workflow, which has to be approved again. */
        put: operations["EditWorkflow"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Approves a workflow for the time its level allows. */
        post: operations["ApproveWorkflow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Rejects a workflow. */
        post: operations["RejectWorkflow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Looks at an approved workflow again, for another period. */
        post: operations["ReviewWorkflow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{id}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Ends a workflow. */
        post: operations["RetireWorkflow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/violations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Violations of the usage policy, newest first. */
        get: operations["ListViolations"];
        put?: never;
        /** @description Records a violation, and tells the roles of the escalation step it is. */
        post: operations["ReportViolation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/violations/own": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Violations that are about the caller, newest first. */
        get: operations["ListOwnViolations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/violations/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Says what came of a violation. */
        post: operations["SettleViolation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What the caller said of controls; for those who may read it, what everybody said, without who. */
        get: operations["ListFeedback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feedback/{control}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                control: string;
            };
            cookie?: never;
        };
        get?: never;
        /** @description Says what the caller thinks of a control; a later word replaces an earlier one. */
        put: operations["GiveFeedback"];
        post?: never;
        /** @description Takes back what the caller said of a control. */
        delete: operations["TakeBackFeedback"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/failures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Controls that began to fail in a week and still did at its end. */
        get: operations["GetFailures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/failures/{week}/review": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                week: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Says that a week that is over was looked at, and what came of it. */
        post: operations["ReviewFailures"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accountability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Whether the caller acknowledged who answers for what; for those who may read it, how many of each team did. */
        get: operations["GetAccountability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accountability/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Acknowledges the texts as they are in force. */
        post: operations["AcknowledgeAccountability"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/declarations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Declarations that lower a protection, newest first: those that wait for a second person, or with another state those that were decided. */
        get: operations["ListDeclarations"];
        put?: never;
        /** @description Declares for several entities, each by itself. What is refused is reported for its entity and stores nothing of it. */
        post: operations["DeclareMany"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/declarations/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Lets the declaration lower what it lowers; by the approving role, never by the declarer. */
        post: operations["ApproveDeclaration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/declarations/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Refuses the declaration; the stricter value stays in force. */
        post: operations["RejectDeclaration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/declarations/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Says of a declaration that needed no approval and belongs to the sample, or that what is seen contradicts, that it is right, or questions it. It stays in force and is judged as before either way. */
        post: operations["ReviewDeclaration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/declarations/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Takes the own declaration back. */
        post: operations["WithdrawDeclaration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What needs the caller: what is to be decided or done by how long it waits, then what ends by how soon. Of entities the caller may read, and nothing that the caller asked for or owns and may not decide. */
        get: operations["GetInbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbox/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description How much needs the caller. */
        get: operations["CountInbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exceptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Requests for exceptions, newest first; with endsBefore those granted and in force that end before it, the soonest first. */
        get: operations["ListExceptions"];
        put?: never;
        /** @description Asks for an exception from one control, one per entity, decided together. */
        post: operations["RequestException"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exceptions/renewals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Controls from which services were granted three renewals or more, one after the other and to this day: gaps of the policy itself. Counted over the services that the caller may see; of each control the twenty that were granted most are named. */
        get: operations["GetRenewedControls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exceptions/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Grants the exception, for as long as was asked or shorter; only by who may see every service that it is for. */
        post: operations["ApproveException"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exceptions/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Refuses the exception; only by who may see every service that it is for. */
        post: operations["RejectException"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exceptions/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Keeps a granted exception after services changed owners, for the rest of its time: for the services that the caller may ask for an exception for. Those of other owners go on waiting for them. */
        post: operations["ConfirmException"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exceptions/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Ends a granted exception now. */
        post: operations["RevokeException"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exceptions/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Takes the own request back. */
        post: operations["WithdrawException"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/entities/{kind}/{namespace}/{name}/badge": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        /** @description Where the badge of an entity is; badges are off by default. */
        get: operations["GetBadge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/badges/{kind}/{namespace}/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: string;
                namespace: string;
                /** @description Name of the entity and `.svg`. */
                file: string;
            };
            cookie?: never;
        };
        /** @description The badge with the level without exceptions. Needs no credentials but the signature of its address; 404 for anything that is wrong. */
        get: operations["GetBadgePicture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/entities/{kind}/{namespace}/{name}/sarif": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        /** @description The findings of an entity as a SARIF 2.1.0 log. Granted exceptions and accepted disputes are suppressions; those that wait are under review. Every export is in the audit log. */
        get: operations["ExportSarif"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Tells the audit log that the caller takes what a view shows out of the portal. What is taken is not sent. */
        post: operations["NoteExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Audit entries, newest first. Entries about entities that the caller does not see in the catalog are left out, unless the caller may read the whole log, so a page can be short. */
        get: operations["ListAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Recomputes the hash chain. With progress, the answer is lines of JSON: how far it is, and the result as the last one. */
        get: operations["VerifyAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/public-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The public keys of signed checkpoints and exports, former ones too. */
        get: operations["GetAuditPublicKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The log as lines of JSON: a signed header, then entries with digests, salts and bodies, and the signed checkpoints among them. */
        get: operations["ExportAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Replaces a person's ref in every entry that names them. That it was done and why are entries of their own, which do not name them. */
        post: operations["EraseFromAudit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/wanted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description For the catalog module: what the checks of the framework in force ask of descriptors, to be told with every look-up. Services only. */
        get: operations["GetWantedCatalogFacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/annotations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description For the catalog module: tells what the catalog knows of entities and answers the annotations to write on them. Services only. */
        post: operations["LookUpAnnotations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Training per group of the catalog, with everybody in the groups below it. Nobody is named; groups of fewer than five people show the share alone. */
        get: operations["ListTraining"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/kpis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The KPIs of the framework that completions of training measure, over everybody in the groups that the caller may see. Nobody is named; of fewer than five people there is the share alone. */
        get: operations["GetTrainingKpis"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/completions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Takes completions of training. A row that is wrong leaves the others alone and is named with its line; the same again changes nothing. */
        post: operations["UploadTraining"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Forgets every completion of a person. The figures of groups follow at once; those of past judgements name nobody and stay. */
        post: operations["EraseTraining"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The newest import of each kind and source, with its age. */
        get: operations["ListImports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["schemas"]["ImportKind"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Takes an inventory, report, analysis or record, whole or not at all. A newer one of the same source takes its place. */
        post: operations["TakeImport"];
        /** @description Ends a source that sends nothing more; what it said no longer counts. */
        delete: operations["EndImports"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @enum {string} */
        ToolProperty: "enterpriseEndpoint" | "zeroRetention" | "onPremises" | "privacyMode" | "telemetryOff";
        ToolCriteria: {
            [key: string]: {
                answer: string;
                link?: string;
            };
        };
        ToolRequest: {
            id: string;
            name: string;
            vendor?: string;
            owner?: string;
            version?: string;
            reason: string;
            properties: {
                enterpriseEndpoint?: boolean;
                zeroRetention?: boolean;
                onPremises?: boolean;
                privacyMode?: boolean;
                telemetryOff?: boolean;
            };
            endpoints: string[];
            criteria: components["schemas"]["ToolCriteria"];
        };
        ToolDecision: {
            role?: string;
            reason: string;
            conditions?: string[];
        };
        ToolReview: {
            revision: number;
            reason: string;
            version?: string;
            owner?: string;
            conditions?: string[];
            endpoints?: string[];
            lost?: components["schemas"]["ToolProperty"][];
        };
        ToolSignOff: {
            role: string;
            by: string;
            at: string;
            approve: boolean;
            reason: string;
            conditions?: string[];
        };
        ClosedToolRequest: {
            id: string;
            /** @enum {string} */
            state: "approved" | "rejected" | "withdrawn";
            name: string;
            vendor?: string;
            owner?: string;
            version?: string;
            properties: Record<string, never>;
            endpoints: string[];
            criteria: components["schemas"]["ToolCriteria"];
            reason: string;
            requestedBy: string;
            requestedAt: string;
            decidedAt: string;
            signOffs: components["schemas"]["ToolSignOff"][];
        };
        RegisteredTool: {
            id: string;
            name: string;
            vendor?: string;
            /** @enum {string} */
            status: "requested" | "approved" | "rejected" | "retired";
            enterpriseEndpoint: boolean;
            zeroRetention: boolean;
            onPremises: boolean;
            privacyMode: boolean;
            telemetryOff: boolean;
            owner?: string;
            version?: string;
            conditions?: string[];
            reviewBy?: string;
            endpoints: string[];
            criteria: components["schemas"]["ToolCriteria"];
            /** @enum {string} */
            origin: "configuration" | "registry";
            revision: number;
            decidedBy?: string;
            decidedAt?: string;
            reason?: string;
            isDue: boolean;
            isDueSoon: boolean;
            access: {
                classification: string;
                allowed: boolean;
                reasons: string[];
            }[];
            /** @description What the caller may do; where it is listed. */
            allowed?: {
                /** @description Roles that the caller may sign or refuse the request for. */
                sign: string[];
                withdraw: boolean;
                /** @description Look at it again, and end its approval. */
                review: boolean;
            };
            /** @description What waits for its signatures. */
            request?: {
                name: string;
                vendor?: string;
                owner?: string;
                version?: string;
                properties: Record<string, never>;
                endpoints: string[];
                criteria: components["schemas"]["ToolCriteria"];
                reason: string;
                requestedBy: string;
                requestedAt: string;
                signOffs: components["schemas"]["ToolSignOff"][];
                missing: string[];
                loosens: components["schemas"]["ToolProperty"][];
            };
        };
        FrameworkProposal: {
            id: string;
            frameworkId: string;
            version: string;
            digest: string;
            reason: string;
            proposedBy: string;
            proposedAt: string;
            /** @enum {string} */
            state: "proposed" | "announced" | "inForce" | "rejected" | "superseded" | "rolledBack";
            decidedBy?: string;
            decidedAt?: string;
            decision?: string;
            /** @description From when new and stricter controls count. */
            effectiveFrom?: string;
            /** @description Of one version alone, what it changes. */
            difference?: Record<string, never>;
            /** @description Of one version alone, controls that would be announced. */
            announced?: Record<string, never>;
        };
        FrameworkDryRun: {
            counts: Record<string, never>;
            organizationLevel: Record<string, never>;
            items: Record<string, never>[];
            nextCursor?: string;
        };
        AuditEntry: {
            seq: number;
            /** @description A person that it named was erased. */
            erased?: boolean;
            body: components["schemas"]["JsonObject"];
        };
        AuditVerification: {
            valid: boolean;
            entries: number;
            firstSeq?: number;
            lastSeq?: number;
            /** @description Sequence number of the first entry that does not verify. */
            brokenAt?: number;
            /** @enum {string} */
            fault?: "edited" | "deleted" | "reordered" | "bodyMismatch" | "bodyMissing" | "signature" | "unsigned" | "malformed";
            /** @description Signatures that hold. */
            checkpoints: number;
            withheld: {
                pruned: number;
                erased: number;
            };
            message: string;
        };
        JsonObject: {
            [key: string]: unknown;
        };
        Error: {
            error: {
                name: string;
                message: string;
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @enum {string} */
        Classification: "public" | "internal" | "confidential" | "restricted";
        /** @enum {integer} */
        Tier: 1 | 2 | 3;
        Level: number | null;
        /** @enum {string} */
        ControlStatus: "gap" | "stale" | "unknown" | "exempt" | "met" | "notApplicable";
        /** @description What one act of declaring says; absent fields are not declared. */
        DeclaredValues: {
            classification?: components["schemas"]["Classification"];
            tier?: components["schemas"]["Tier"];
            handles?: string[];
            adoptionStage?: string;
            aiUse?: "none" | string[];
        };
        DeclareRequest: {
            values: components["schemas"]["DeclaredValues"];
            /** @description Why, for whoever decides on what is lowered. */
            reason?: string;
        };
        Dispute: {
            id: string;
            entityRef: string;
            check: string;
            fingerprint: string;
            finding: components["schemas"]["JsonObject"];
            reason: string;
            by: string;
            at: string;
            state: components["schemas"]["DisputeState"];
            decidedBy?: string;
            decidedAt?: string;
            decision?: string;
            until?: string;
            /** @description Owners whose it is since the entity changed owners. */
            movedTo?: string[];
            /** @description What the caller may do; where it is listed. */
            allowed?: {
                withdraw: boolean;
            };
        };
        /** @enum {string} */
        DisputeState: "open" | "accepted" | "rejected" | "withdrawn";
        DisputeDecision: {
            reason: string;
        };
        Declaration: {
            id: string;
            entityRef: string;
            values: components["schemas"]["JsonObject"];
            lowerings: {
                field: string;
                from: string;
                to: string | null;
                reason: string;
            }[];
            reasons: string[];
            by: string;
            at: string;
            approverRole: string;
            /** @description Why the declarer wants it, where they said so. */
            reason?: string;
            state: components["schemas"]["DeclarationState"];
            /**
             * @description Where it was declared; in the portal unless it is said.
             * @enum {string}
             */
            source?: "descriptor";
            /** @description What is seen otherwise, where that is why it is looked at. */
            contradictions?: string[];
            /** @description Of what judgements found: who declared it in the portal and who owned the entity then, of whom nobody looks at it. The first of them, or the entity, is `by`: who wrote a descriptor is not known. */
            owners?: string[];
            decidedBy?: string;
            decidedAt?: string;
            decision?: string;
            /** @description Owners whose it is since the entity changed owners. */
            movedTo?: string[];
            /** @description What the caller may do; where it is listed. */
            allowed?: {
                withdraw: boolean;
                /** @description False where the caller may not look at it, as it is theirs. */
                review?: boolean;
            };
        };
        /** @enum {string} */
        DeclarationState: "pending" | "approved" | "rejected" | "withdrawn" | "toReview" | "confirmed" | "questioned";
        /** @enum {string} */
        ExceptionState: "open" | "approved" | "rejected" | "withdrawn" | "lapsed";
        Exception: {
            id: string;
            control: string;
            reason: string;
            compensatingControls: string[];
            requestedBy: string;
            /** @description The group that it is asked for; nobody in it decides. */
            askedFor?: string;
            requestedAt: string;
            state: components["schemas"]["ExceptionState"];
            until: string;
            renewal: number;
            deciders: string;
            entities: {
                id: string;
                entityRef: string;
                revokedBy?: string;
                revokedAt?: string;
                revocation?: string;
                /** @description The owner changed; over by then unless confirmed. */
                reconfirmBy?: string;
                /** @description Owners whose it is since the entity changed owners. */
                movedTo?: string[];
            }[];
            /** @description How many more services it is for that the caller may not see, and so not decide on. */
            hidden?: number;
            decidedBy?: string;
            decidedAt?: string;
            decision?: string;
            /** @description What the caller may do; where it is listed. */
            allowed?: {
                decide: boolean;
                withdraw: boolean;
                revoke: boolean;
                confirm: boolean;
                renew: boolean;
            };
        };
        EvidenceItem: {
            name: string;
            link?: string;
            digest?: string;
        };
        AttestationRequest: {
            check: string;
            /** @description `organization`, a group ref or an entity ref. */
            subject: string;
            statement: string;
            link?: string;
            items?: components["schemas"]["EvidenceItem"][];
            /** @description A date, which ends at 24:00 in the organization's time zone, or an ISO 8601 instant. */
            validUntil?: string;
        };
        BulkAttestationRequest: {
            check: string;
            /** @description Entity refs. */
            subjects: string[];
            statement: string;
            link?: string;
            items?: components["schemas"]["EvidenceItem"][];
            /** @description A date, which ends at 24:00 in the organization's time zone, or an ISO 8601 instant. */
            validUntil?: string;
        };
        BulkAttestationResult: {
            subject: string;
            attestation?: components["schemas"]["Attestation"];
            /** @description Why nothing was written. */
            error?: {
                name: string;
                message: string;
            };
        };
        Finding: {
            rule: string;
            /** @enum {string} */
            severity: "low" | "medium" | "high" | "critical";
            message: string;
            path?: string;
            line?: number;
            fingerprint?: string;
        };
        /** @description One observation of a pipeline about one check. It names an entity, or a repository with or without a path in it; a pipeline with an identity token of its own need not name its repository. */
        EvidencePushItem: {
            /** @description Chosen by the caller; the same key and content again changes nothing. */
            key: string;
            entityRef?: string;
            repository?: string;
            path?: string;
            check: string;
            /** @enum {string} */
            outcome: "pass" | "fail" | "error";
            summary: string;
            link?: string;
            findings?: components["schemas"]["Finding"][];
            data?: {
                [key: string]: unknown;
            };
            /** @description When it was seen; the time of the push where absent. */
            observedAt?: string;
            expiresAt?: string;
            commit?: string;
        };
        EvidencePushResult: {
            key: string;
            /** @enum {string} */
            status: "accepted" | "unchanged" | "rejected";
            message?: string;
            entityRefs?: string[];
        };
        SarifReportResult: {
            tool: string;
            version?: string;
            categories: ("security" | "secrets" | "licence" | "quality")[];
            checks: string[];
            entityRefs: string[];
            /** @enum {string} */
            status: "accepted" | "unchanged";
            message?: string;
            rules: number;
            counts: {
                critical: number;
                high: number;
                medium: number;
                low: number;
            };
            suppressed: number;
            aiRuleSet: boolean;
            aiRuleSetReason: string;
            commit?: string;
        };
        Attestation: {
            id: string;
            check: string;
            subject: string;
            statement: string;
            link?: string;
            items?: components["schemas"]["EvidenceItem"][];
            by: string;
            confirmedBy?: string;
            from: string;
            validUntil: string;
            /** @description When it was refused or revoked. */
            endedAt?: string;
            endedBy?: string;
            endedReason?: string;
            /** @enum {string} */
            state: "awaitingConfirmation" | "inForce" | "ended" | "rejected" | "revoked";
            /** @description What the caller may do; where it is listed and waits for a second person. */
            allowed?: {
                confirm: boolean;
            };
        };
        CollectionState: {
            /** @enum {string} */
            state: "none" | "never" | "queued" | "running" | "done" | "failed";
            lastLookedAt?: string;
            startedAt?: string;
            step?: string;
            error?: string;
            repository?: {
                url: string;
                subpath: string;
                /** @enum {string} */
                kind: "url" | "local";
            };
            warnings: string[];
            silentSince?: string;
            /** @description When somebody last sent evidence of it by themselves, such as a pipeline; nobody can be asked for that. */
            lastSentAt?: string;
            /** @description What the portal's operator has to mend before evidence can be renewed: sources that nobody could look at for three intervals. */
            findings?: {
                /** @enum {string} */
                rule: "source-silent";
                /** @enum {string} */
                severity: "medium";
                /** @enum {string} */
                actor: "operator";
                source: string;
                /** @enum {string} */
                kind: "url" | "local" | "host" | "entity";
                url: string;
                since: string;
                message: string;
            }[];
        };
        OwnProgress: {
            met: number;
            applicable: number;
            towards: number;
        };
        ScorecardListItem: {
            entityRef: string;
            title?: string;
            kind: string;
            type?: string;
            lifecycle?: string;
            owner?: string;
            system?: string;
            classification: components["schemas"]["Classification"];
            classificationDeclared: boolean;
            tier: components["schemas"]["Tier"];
            level: components["schemas"]["Level"];
            ownLevel: components["schemas"]["Level"];
            levelWithoutExceptions: components["schemas"]["Level"];
            ownProgress: components["schemas"]["OwnProgress"] | null;
            score: number | null;
            controls: {
                id: string;
                status: components["schemas"]["ControlStatus"];
            }[];
            changedAt: string;
            lastLookedAt?: string;
            notAssessable?: string;
        };
        /** @description Entities at each level; none counts what is not ranked. */
        LevelDistribution: {
            1: number;
            2: number;
            3: number;
            4: number;
            5: number;
            none: number;
        };
        MaturityRollup: {
            /** @description The entities that count; all other numbers are of these. */
            assessable: number;
            declared: number;
            /** @description Evidence of something was ever seen. */
            assessed: number;
            /** @description Own or group evidence of some control is out of date. */
            stale: number;
            neverAssessed: number;
            excluded: {
                reason: string;
                entities: number;
            }[];
            levels: {
                official: components["schemas"]["LevelDistribution"];
                own: components["schemas"]["LevelDistribution"];
                withoutExceptions: components["schemas"]["LevelDistribution"];
            };
            /** @description How far entities are on the way to their next own level. */
            ownProgress: {
                /** @description Entities that have an own level. */
                entities: number;
                /** @description Own controls up to the next own level that are satisfied, added up over the entities. */
                met: number;
                /** @description The same of those that apply. */
                applicable: number;
                /** @description Entities by the share of theirs that is satisfied: less than a quarter, less than half, less than three quarters, less than all, all. */
                shares: {
                    under25: number;
                    under50: number;
                    under75: number;
                    under100: number;
                    all: number;
                };
            };
            meanScore: number | null;
            scored: number;
            controls: {
                id: string;
                counts: {
                    gap?: number;
                    stale?: number;
                    unknown?: number;
                    exempt?: number;
                    met?: number;
                    notApplicable?: number;
                };
            }[];
        };
        MaturityTarget: {
            level: number;
            by: string;
        };
        /** @description How looking at the whole organization stands, whatever the filter. Only for callers who see all of it. */
        CollectionHealth: {
            sources: number;
            failing: number;
            /** @description When the one was last seen that fails for longest. */
            failingSince?: string;
            repositories: number;
            failingRepositories: number;
            unreadRepositories: number;
            commonError?: string;
            /** @description Entities that changed and wait to be judged again. */
            waiting: number;
        };
        FailingSource: {
            source: string;
            /** @enum {string} */
            kind: "url" | "local" | "host" | "entity";
            url: string;
            error: string;
            lastSeenAt?: string;
            attempts: number;
            /** @description The first five by ref. */
            entities: string[];
            entityCount: number;
        };
        OrganizationMaturity: {
            level: number;
            ownLevel?: number;
            threshold: number;
            controls: {
                id: string;
                status: components["schemas"]["ControlStatus"];
                level?: number;
            }[];
            /** @description How the checked characteristics of levels stand, in the order of the framework. */
            criteria: {
                check: string;
                status: components["schemas"]["ControlStatus"];
                level: number;
            }[];
            /** @description The next instant at which the level falls by itself, when nothing is renewed before; of the year ahead. */
            lapse?: {
                at: string;
                level: number;
                controls: string[];
            };
        };
        MaturityStanding: {
            level: components["schemas"]["Level"];
            ownLevel: components["schemas"]["Level"];
            levelWithoutExceptions: components["schemas"]["Level"];
            score: number | null;
            notAssessable?: string;
        };
        ChangedStatus: components["schemas"]["ControlStatus"] | null;
        ChangeCauses: ("registered" | "removed" | "entity" | "owner" | "group" | "organization" | "framework")[];
        PastStanding: {
            entityRef: string;
            title?: string;
            owners: string[];
            then: components["schemas"]["MaturityStanding"];
            /** @description Null when it is gone. */
            now: components["schemas"]["MaturityStanding"] | null;
        };
        MaturityChange: {
            entityRef: string;
            title?: string;
            owners: string[];
            before: components["schemas"]["MaturityStanding"] | null;
            after: components["schemas"]["MaturityStanding"] | null;
            controls: {
                id: string;
                from: components["schemas"]["ChangedStatus"];
                to: components["schemas"]["ChangedStatus"];
                causes: components["schemas"]["ChangeCauses"];
            }[];
            causes: components["schemas"]["ChangeCauses"];
        };
        /** @enum {string} */
        RiskRating: "low" | "medium" | "high" | "critical";
        /** @enum {string} */
        ResidualRating: "low" | "medium" | "high" | "critical" | "notApplicable";
        /** @enum {string} */
        Likelihood: "rare" | "unlikely" | "possible" | "likely" | "almostCertain";
        /** @enum {string} */
        Impact: "negligible" | "minor" | "moderate" | "major" | "severe";
        /** @description A risk that the organization added. Its inherent rating follows from likelihood and impact; a risk without controls is left as it is. */
        RiskDetails: {
            category: string;
            description: string;
            likelihood: components["schemas"]["Likelihood"];
            impact: components["schemas"]["Impact"];
            target: components["schemas"]["RiskRating"];
            controls: string[];
        };
        RiskEditRequest: {
            /** @description The version that was edited; 0 for the first edit. */
            version: number;
            owner?: string;
            mitigation?: string;
            reviewBy?: string;
            details?: components["schemas"]["RiskDetails"];
        };
        RiskRequest: {
            owner?: string;
            mitigation?: string;
            reviewBy?: string;
            details: components["schemas"]["RiskDetails"];
        };
        RiskRecord: {
            id: string;
            /** @enum {string} */
            origin: "framework" | "organization";
            category: string;
            description: string;
            likelihood: components["schemas"]["Likelihood"];
            impact: components["schemas"]["Impact"];
            inherent: components["schemas"]["RiskRating"];
            target: components["schemas"]["RiskRating"];
            controls: string[];
            mitigation?: string;
            owner?: string;
            ownerRole?: string;
            reviewBy?: string;
            isDue: boolean;
            version: number;
            updatedBy?: string;
            updatedAt?: string;
        };
        RiskStanding: {
            overall: components["schemas"]["ResidualRating"];
            worst: components["schemas"]["ResidualRating"];
            entities: {
                [key: string]: number;
            };
            met: number;
            applicable: number;
            place?: {
                likelihood: components["schemas"]["Likelihood"];
                impact: components["schemas"]["Impact"];
            };
        };
        /** @description Controls that all have to be met, or a level; what the organization itself has to do for either is left out. */
        CampaignGoal: {
            /** @enum {string} */
            kind: "controls";
            controls: string[];
        } | {
            /** @enum {string} */
            kind: "level";
            level: number;
        };
        CampaignMilestone: {
            on: string;
            percent: number;
        };
        CampaignPlan: {
            name: string;
            description?: string;
            owner: string;
            goal: components["schemas"]["CampaignGoal"];
            filter: string[];
            startOn: string;
            dueOn: string;
            milestones: components["schemas"]["CampaignMilestone"][];
        };
        CampaignEditRequest: {
            version: number;
            name: string;
            description?: string;
            owner: string;
            goal: components["schemas"]["CampaignGoal"];
            filter: string[];
            startOn: string;
            dueOn: string;
            milestones: components["schemas"]["CampaignMilestone"][];
        };
        CampaignPoint: {
            at: string;
            target: number;
            done: number;
            exempt: number;
            leftOut: number;
        };
        Campaign: {
            id: string;
            name: string;
            description?: string;
            owner: string;
            goal: components["schemas"]["CampaignGoal"];
            filter: string[];
            startOn: string;
            dueOn: string;
            milestones: components["schemas"]["CampaignMilestone"][];
            /** @enum {string} */
            state: "planned" | "running" | "ended";
            version: number;
            createdBy: string;
            createdAt: string;
            updatedBy: string;
            updatedAt: string;
            endsAt: string;
            endedBy?: string;
            endReason?: string;
            progress: components["schemas"]["CampaignPoint"];
            milestoneStates: ("reached" | "missed" | "ahead")[];
            isComplete: boolean;
        };
        CampaignDetails: components["schemas"]["Campaign"] & {
            points: components["schemas"]["CampaignPoint"][];
            /** @description The first owners, those with the most left to do. */
            owners: components["schemas"]["CampaignOwner"][];
            /** @description How many there are, and how many of them have something left to do. */
            ownerCounts: {
                all: number;
                left: number;
            };
            /** @description Where more owners begin. */
            ownersCursor?: string;
        };
        CampaignOwner: {
            owner: string | null;
            target: number;
            done: number;
        };
        PlanAttestation: {
            id: string;
            subject: string;
            plan: string;
            item: string;
            statement: string;
            link?: string;
            by: string;
            at: string;
            validUntil: string;
        };
        PlanItemState: {
            id: string;
            text: string;
            isDone: boolean;
            isEvidenced: boolean;
            controls: {
                id: string;
                organization?: components["schemas"]["ControlStatus"];
                met: number;
                applicable: number;
                /** @description Entities in which their own or their group's part is open, those that `openPart.<id>` finds. */
                open: number;
                isInPlace: boolean;
            }[];
            attestation?: components["schemas"]["PlanAttestation"];
            lapsed?: components["schemas"]["PlanAttestation"];
        };
        FollowUpRequest: {
            text: string;
            owner: string;
            dueOn: string;
        };
        FollowUp: {
            id: string;
            text: string;
            owner: string;
            dueOn: string;
            doneBy?: string;
            doneAt?: string;
        };
        /** @enum {string} */
        IncidentState: "open" | "contained" | "reviewed";
        IncidentReport: {
            title: string;
            /** @description In words; prompts, code and secrets do not belong here. */
            description: string;
            /** @enum {string} */
            severity: "low" | "medium" | "high" | "critical";
            detectedAt: string;
            entityRefs: string[];
            tool?: string;
            controls: string[];
            playbook: string;
            playbookLink?: string;
        };
        Incident: {
            id: string;
            title: string;
            description: string;
            severity: string;
            detectedAt: string;
            entityRefs: string[];
            tool?: string;
            controls: string[];
            playbook: string;
            playbookLink?: string;
            state: components["schemas"]["IncidentState"];
            version: number;
            reportedBy: string;
            at: string;
            steps: {
                id: string;
                text: string;
                doneBy?: string;
                doneAt?: string;
                note?: string;
            }[];
            containedBy?: string;
            containedAt?: string;
            containment?: string;
            review?: {
                failed: string;
                controlChanges: string;
                followUps: components["schemas"]["FollowUp"][];
                by: string;
                at: string;
                readBy?: string;
                readAt?: string;
            };
            /** @description How many of the services concerned the caller may not see. */
            hidden?: number;
        };
        ExerciseReport: {
            heldOn: string;
            scenario: string;
            playbook: string;
            participants: string[];
            findings: string;
            link?: string;
            followUps: components["schemas"]["FollowUpRequest"][];
        };
        Exercise: {
            id: string;
            heldOn: string;
            scenario: string;
            playbook: string;
            participants: string[];
            findings: string;
            link?: string;
            followUps: components["schemas"]["FollowUp"][];
            state: string;
            version: number;
            recordedBy: string;
            at: string;
            attestation: string;
        };
        AgendaItem: {
            key: string;
            /** @enum {string} */
            kind: "incident" | "exception" | "lowering" | "toolRequest" | "tool" | "workflow" | "risk" | "riskAcceptance" | "failures" | "review";
            /** @enum {string} */
            why: "waiting" | "ending" | "due" | "open" | "carried";
            title: string;
            due?: string;
            carried: number;
            decision?: {
                outcome: string;
                reason: string;
                dissent: {
                    person: string;
                    reason: string;
                }[];
                /** @description Who was there when it was taken; absent in minutes of older versions. */
                present?: components["schemas"]["Attendance"][];
                by: string;
                at: string;
            };
        };
        Attendance: {
            person: string;
            seat?: string;
        };
        Meeting: {
            id: string;
            /** @enum {string} */
            state: "open" | "held";
            version: number;
            at: string;
            convenedBy: string;
            on: string;
            attendance: components["schemas"]["Attendance"][];
            quorum: {
                needed: number;
                present: string[];
                reached: boolean;
            };
            items: components["schemas"]["AgendaItem"][];
            heldBy?: string;
            heldAt?: string;
        };
        RiskAcceptance: {
            id: string;
            /** @enum {string} */
            state: "inForce" | "ended" | "replaced" | "revoked";
            control: string;
            reason: string;
            compensatingControls: string[];
            acceptedBy: string;
            acceptedAt: string;
            until: string;
            endedAt?: string;
            endedBy?: string;
            endReason?: string;
        };
        /** @enum {string} */
        WorkflowState: "proposed" | "approved" | "rejected" | "retired";
        WorkflowProposal: {
            name: string;
            description: string;
            owner: string;
            customerFacing: boolean;
            level: string;
            boundary: string;
            trail: string;
        };
        WorkflowEdit: {
            version: number;
            name: string;
            description: string;
            owner: string;
            customerFacing: boolean;
            level: string;
            boundary: string;
            trail: string;
        };
        Workflow: {
            id: string;
            state: components["schemas"]["WorkflowState"];
            version: number;
            proposedBy: string;
            at: string;
            approverRole: string;
            decidedBy?: string;
            decidedAt?: string;
            reviewBy?: string;
            isDue: boolean;
            history: {
                action: string;
                by: string;
                at: string;
                note?: string;
            }[];
            name: string;
            description: string;
            owner: string;
            customerFacing: boolean;
            level: string;
            boundary: string;
            trail: string;
        };
        VersionedReason: {
            version: number;
            reason: string;
        };
        Version: {
            version: number;
        };
        ViolationReport: {
            person: string;
            policy: string;
            occurredOn: string;
            description: string;
        };
        Violation: {
            id: string;
            /** @enum {string} */
            state: "open" | "settled";
            version: number;
            at: string;
            reportedBy: string;
            occurrence: number;
            step: string;
            told: string[];
            person: string;
            policy: string;
            occurredOn: string;
            description: string;
            settlement?: {
                text: string;
                by: string;
                at: string;
            };
        };
        /** @enum {string} */
        FeedbackVerdict: "useful" | "noisy" | "wrong" | "unclear";
        ControlFeedback: {
            control: string;
            verdict: components["schemas"]["FeedbackVerdict"];
            text?: string;
            at: string;
        };
        Failures: {
            week: string;
            from: string;
            to: string;
            items: {
                control: string;
                entities: number;
                entityRefs: string[];
            }[];
            review?: {
                notes: string;
                by: string;
                at: string;
            };
        };
        Accountability: {
            frameworkVersion: string;
            digest: string;
            own: {
                acknowledgedAt?: string;
                isCurrent: boolean;
            };
            /** @description People and groups of each role of the framework that somebody is named for */
            holders: {
                [key: string]: string[];
            };
            teams?: {
                group: string;
                members: number;
                acknowledged?: number;
            }[];
        };
        AdoptionTeam: {
            team: string;
            stage: string | null;
            entities: number;
            next?: {
                stage: string;
                isReady: boolean;
                items: components["schemas"]["PlanItemState"][];
                missingChecklists: string[];
            };
            ahead?: {
                entities: number;
                first: {
                    entityRef: string;
                    stage: string;
                }[];
            };
            moves: {
                from: string | null;
                to: string | null;
                reason: string;
                by: string;
                at: string;
            }[];
        };
        InventoryEntity: {
            entityRef: string;
            kind: string;
            title?: string;
            type?: string;
            lifecycle?: string;
            owners: string[];
            system?: string;
            /** @description Of a system or a domain the one it lies in. */
            domain?: string;
            /**
             * @description Told only for where what it holds lies, and not governed itself.
             * @constant
             */
            onlyHolds?: true;
            location?: string;
            sourceLocation?: string;
            annotations: {
                [key: string]: string;
            };
            /** @description What GET /inventory/wanted asks for. */
            catalog?: {
                annotations?: {
                    [key: string]: string | null;
                };
                tags?: string[];
                relations?: {
                    [key: string]: string[];
                };
            };
        };
        TrainingCompletion: {
            person: string;
            course: string;
            completedOn: string;
            score?: number;
            validUntil?: string;
        };
        RowProblems: {
            line: number;
            reason: string;
        }[];
        ImportRecord: {
            id: string;
            kind: components["schemas"]["ImportKind"];
            source: string;
            asOf: string;
            ageDays: number;
            period?: {
                from: string;
                to: string;
            };
            link?: string;
            rows: number;
            summary: string;
            digest: string;
            importedAt: string;
            /** @description False when the very same was imported before. */
            written?: boolean;
            /** @description False when a newer import of the source is in force. */
            inForce?: boolean;
            /** @description Repositories and entities that governance does not know. */
            notFound?: string[];
        };
        /** @enum {string} */
        ImportKind: "asset-inventory" | "egress-report" | "gap-analysis" | "licence-remediation";
    };
    responses: {
        /** @description What is wrong and what to change. */
        Error: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        frameworkVersion: string;
        /** @description A date or an instant. */
        auditFrom: string;
        /** @description A date, which counts to its end, or an instant. */
        auditUntil: string;
        kind: string;
        namespace: string;
        name: string;
        /** @description Items per page. */
        limit: number;
        /** @description `key=value,key=value` with the keys owner, ownerNested (owned by the group or one below it), kind, type, lifecycle, system, domain, tier, classification, declared, assessable, excluded (the reason why an entity does not count, in the words of `excluded` of a summary), scored (whether it has a score), coverage (assessed, stale or never), stale (whether something is out of date, to be asked beside coverage), level, ownLevel, levelWithoutExceptions, ownProgress (the share of the own controls up to the next own level that is satisfied: under25, under50, under75, under100 or all), name (part of the name or title), control.<id>=<status>, anyControl=<status> (whichever control it is) and openPart.<id>=<entity or group> (what the entity itself, or the group it inherits from, has to close of a control). The value `none` stands for entities without an owner, type, lifecycle, system, domain, level or progress. The domain of an entity is that of its own descriptor, or else its system's; a filter by a domain includes the domains that lie in it. A comma inside a value is written `\,`, a backslash before one `\\`. */
        filter: string[];
        /** @description Beginning of the span: a date, which counts from its start in the organization's time zone, or an instant. 90 days before its end where absent. */
        from: string;
        /** @description End of the span: a date, which counts to its end, or an instant. Now where absent or ahead. */
        to: string;
        /** @description Position returned as nextCursor by the page before. */
        cursor: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    GetFramework: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The framework in force. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        framework: components["schemas"]["JsonObject"];
                        digest: string;
                        inForceSince: string;
                        /** @description IANA zone of the organization. Dates that people enter end there at 24:00. */
                        timeZone: string;
                        checkTypes: components["schemas"]["JsonObject"][];
                        tools: components["schemas"]["JsonObject"][];
                        badges?: boolean;
                        /** @description Risks that the executive sponsor accepts now, the soonest to end first; absent without any, and for those who may not read scorecards. */
                        riskAcceptances?: components["schemas"]["RiskAcceptance"][];
                        /** @description Mistakes of the configured file, which is not in force because of them. */
                        refused?: {
                            path: string;
                            message: string;
                            line?: number;
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetFrameworkVersions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Versions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            version: string;
                            digest: string;
                            inForceSince: string;
                            inForceUntil?: string;
                            by: string;
                        }[];
                        proposals: components["schemas"]["FrameworkProposal"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ProposeFramework: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A framework file, as its text or as JSON. */
                    document: string | Record<string, never>;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The proposal. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FrameworkProposal"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetFrameworkVersion: {
        parameters: {
            query?: {
                /** @description Id of another version to compare with. */
                against?: string;
            };
            header?: never;
            path: {
                id: components["parameters"]["frameworkVersion"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FrameworkProposal"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    DryRunFramework: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
                /** @description Position returned as nextCursor by the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description Names only entities of which this control changes. */
                control?: string;
            };
            header?: never;
            path: {
                id: components["parameters"]["frameworkVersion"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FrameworkDryRun"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ActivateFramework: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["frameworkVersion"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    effectiveFrom?: string;
                };
            };
        };
        responses: {
            /** @description The version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FrameworkProposal"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    RollBackFramework: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["frameworkVersion"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FrameworkProposal"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    RejectFramework: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["frameworkVersion"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FrameworkProposal"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetScorecard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The scorecard, or why there is none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        scorecard?: components["schemas"]["JsonObject"];
                        notAssessable?: {
                            reason: string;
                        };
                        /** @description Present when the entity declares an adoption stage before its owning team took it. */
                        aheadOfTeam?: {
                            team: string;
                            teamStage: string | null;
                            declared: string;
                            next: string;
                        };
                        collection: components["schemas"]["CollectionState"];
                        organization: {
                            level: number;
                            ownLevel: number;
                            threshold: number;
                            exampleData: boolean;
                            target?: components["schemas"]["MaturityTarget"];
                        };
                        allowed: {
                            declare: boolean;
                            assess: boolean;
                            /** @description Whether the caller may know where findings are (`ai-governance.finding.read`). Without it their paths, lines and links are left out. */
                            readFindings?: boolean;
                        };
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetHistory: {
        parameters: {
            query?: {
                /** @description Only changes of this control. */
                control?: string;
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
                /** @description Position returned as nextCursor by the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["JsonObject"][];
                        /** @description Since when each control has its status; first page only. */
                        since?: {
                            [key: string]: string;
                        };
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ReplayScorecard: {
        parameters: {
            query: {
                /** @description ISO 8601 instant with a time zone. */
                at: string;
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The scorecard then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        at: string;
                        judgedAt: string;
                        framework: components["schemas"]["JsonObject"];
                        exact: boolean;
                        digests: {
                            subject: string;
                            recorded: string;
                            replayed: string;
                        }[];
                        scorecard: components["schemas"]["JsonObject"];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetProfile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The profile. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JsonObject"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    DeclareProfile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclareRequest"];
            };
        };
        responses: {
            /** @description The profile after the declaration. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JsonObject"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetDescriptorPatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The change as a unified diff, and the file as it would be. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        path: string;
                        url?: string;
                        diff: string;
                        content: string;
                        changes: boolean;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    AssessEntity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Looking; follow `collection` of the scorecard. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        collection: components["schemas"]["CollectionState"];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListScorecards: {
        parameters: {
            query?: {
                /** @description `key=value,key=value` with the keys owner, ownerNested (owned by the group or one below it), kind, type, lifecycle, system, domain, tier, classification, declared, assessable, excluded (the reason why an entity does not count, in the words of `excluded` of a summary), scored (whether it has a score), coverage (assessed, stale or never), stale (whether something is out of date, to be asked beside coverage), level, ownLevel, levelWithoutExceptions, ownProgress (the share of the own controls up to the next own level that is satisfied: under25, under50, under75, under100 or all), name (part of the name or title), control.<id>=<status>, anyControl=<status> (whichever control it is) and openPart.<id>=<entity or group> (what the entity itself, or the group it inherits from, has to close of a control). The value `none` stands for entities without an owner, type, lifecycle, system, domain, level or progress. The domain of an entity is that of its own descriptor, or else its system's; a filter by a domain includes the domains that lie in it. A comma inside a value is written `\,`, a backslash before one `\\`. */
                filter?: components["parameters"]["filter"];
                /** @description `field:asc` or `field:desc`. */
                orderBy?: string;
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
                /** @description Position returned as nextCursor by the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ScorecardListItem"][];
                        nextCursor?: string;
                        totalItems: number;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetScorecardsByRefs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    entityRefs: string[];
                };
            };
        };
        responses: {
            /** @description The scorecards found, in no particular order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ScorecardListItem"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetScorecardChanges: {
        parameters: {
            query?: {
                /** @description nextCursor of the answer before. Absent: from where the consumer was, else from the beginning. */
                since?: string;
                /** @description Name under which the position in `since` is remembered, so that a consumer goes on where it was after a restart. Services only. */
                consumer?: string;
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changed refs in the order of their change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            entityRef: string;
                            /** @description Newest revision of anything it is judged by. */
                            revision: number;
                        }[];
                        nextCursor: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetSummary: {
        parameters: {
            query?: {
                /** @description Totals only where absent. */
                groupBy?: "owner" | "system" | "domain" | "type" | "lifecycle";
                /** @description With groupBy=owner: nested (the default) lets a group count what groups below it own, each entity once; direct does not. A domain always counts what lies in the domains inside of it. */
                rollup?: "direct" | "nested";
                /** @description `key=value,key=value` with the keys owner, ownerNested (owned by the group or one below it), kind, type, lifecycle, system, domain, tier, classification, declared, assessable, excluded (the reason why an entity does not count, in the words of `excluded` of a summary), scored (whether it has a score), coverage (assessed, stale or never), stale (whether something is out of date, to be asked beside coverage), level, ownLevel, levelWithoutExceptions, ownProgress (the share of the own controls up to the next own level that is satisfied: under25, under50, under75, under100 or all), name (part of the name or title), control.<id>=<status>, anyControl=<status> (whichever control it is) and openPart.<id>=<entity or group> (what the entity itself, or the group it inherits from, has to close of a control). The value `none` stands for entities without an owner, type, lifecycle, system, domain, level or progress. The domain of an entity is that of its own descriptor, or else its system's; a filter by a domain includes the domains that lie in it. A comma inside a value is written `\,`, a backslash before one `\\`. */
                filter?: components["parameters"]["filter"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rollups. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        at: string;
                        organization: components["schemas"]["OrganizationMaturity"];
                        isComplete: boolean;
                        exampleData?: boolean;
                        target?: components["schemas"]["MaturityTarget"];
                        collection?: components["schemas"]["CollectionHealth"];
                        totals: components["schemas"]["MaturityRollup"];
                        groupBy?: string;
                        /** @enum {string} */
                        rollup?: "direct" | "nested";
                        groups?: (components["schemas"]["MaturityRollup"] & {
                            key: string | null;
                            parents?: string[];
                        })[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetPushNext: {
        parameters: {
            query?: {
                /** @description What all closings together may cost: a small one 1, a medium one 3, a large one 8. 40 where absent. */
                budget?: number;
                /** @description official (the default) for the levels in force, which the organization's parts hold back too; own for what entities and their groups can reach by themselves; organization for the organization's own level: its own parts up to the next one, and as many entities as its threshold asks for. The latter takes neither filter nor refs, and is for callers who may see everything. */
                aim?: "official" | "own" | "organization";
                /** @description effort (the default) finds the cheapest plan; closings counts each closing as 1, in the budget too, and finds the fewest. */
                price?: "effort" | "closings";
                /** @description Plans for these entities only, as far as they count. */
                refs?: string[];
                /** @description Efforts that differ from the framework's: `SEC-002=large` for every part of the control, `SEC-002/entity=small` for one of them. */
                effort?: string[];
                /** @description `key=value,key=value` with the keys owner, ownerNested (owned by the group or one below it), kind, type, lifecycle, system, domain, tier, classification, declared, assessable, excluded (the reason why an entity does not count, in the words of `excluded` of a summary), scored (whether it has a score), coverage (assessed, stale or never), stale (whether something is out of date, to be asked beside coverage), level, ownLevel, levelWithoutExceptions, ownProgress (the share of the own controls up to the next own level that is satisfied: under25, under50, under75, under100 or all), name (part of the name or title), control.<id>=<status>, anyControl=<status> (whichever control it is) and openPart.<id>=<entity or group> (what the entity itself, or the group it inherits from, has to close of a control). The value `none` stands for entities without an owner, type, lifecycle, system, domain, level or progress. The domain of an entity is that of its own descriptor, or else its system's; a filter by a domain includes the domains that lie in it. A comma inside a value is written `\,`, a backslash before one `\\`. */
                filter?: components["parameters"]["filter"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The plan, most helpful steps first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        at: string;
                        isComplete: boolean;
                        exampleData?: boolean;
                        /** @enum {string} */
                        aim: "official" | "own" | "organization";
                        /** @enum {string} */
                        price: "effort" | "closings";
                        /** @description With aim=organization what its next own level takes: its own open parts, and the entities that have to rise. */
                        organization?: {
                            from: number;
                            to?: number;
                            reached: boolean;
                            parts: number;
                            entities: number;
                        };
                        budget: number;
                        cost: number;
                        isExact: boolean;
                        atMost: number;
                        entities: number;
                        before: components["schemas"]["JsonObject"];
                        after: components["schemas"]["JsonObject"];
                        steps: {
                            key: string;
                            control?: string;
                            check?: string;
                            /** @enum {string} */
                            scope: "entity" | "group" | "organization";
                            /** @enum {string} */
                            effort: "small" | "medium" | "large";
                            cost: number;
                            subjectCount: number;
                            subjects: components["schemas"]["JsonObject"][];
                            lifts: number;
                            liftsTo: components["schemas"]["JsonObject"];
                            liftedSoFar: number;
                        }[];
                        lifted: components["schemas"]["JsonObject"][];
                        liftedCount: number;
                        standing?: components["schemas"]["JsonObject"];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetTrends: {
        parameters: {
            query?: {
                /** @description Beginning of the span: a date, which counts from its start in the organization's time zone, or an instant. 90 days before its end where absent. */
                from?: components["parameters"]["from"];
                /** @description End of the span: a date, which counts to its end, or an instant. Now where absent or ahead. */
                to?: components["parameters"]["to"];
                /** @description Instants at most; fewer where the span has fewer days. 30 where absent. */
                points?: number;
                /** @description `key=value,key=value` with the keys owner, ownerNested (owned by the group or one below it), kind, type, lifecycle, system, domain, tier, classification, declared, assessable, excluded (the reason why an entity does not count, in the words of `excluded` of a summary), scored (whether it has a score), coverage (assessed, stale or never), stale (whether something is out of date, to be asked beside coverage), level, ownLevel, levelWithoutExceptions, ownProgress (the share of the own controls up to the next own level that is satisfied: under25, under50, under75, under100 or all), name (part of the name or title), control.<id>=<status>, anyControl=<status> (whichever control it is) and openPart.<id>=<entity or group> (what the entity itself, or the group it inherits from, has to close of a control). The value `none` stands for entities without an owner, type, lifecycle, system, domain, level or progress. The domain of an entity is that of its own descriptor, or else its system's; a filter by a domain includes the domains that lie in it. A comma inside a value is written `\,`, a backslash before one `\\`. */
                filter?: components["parameters"]["filter"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The points, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        organization: components["schemas"]["OrganizationMaturity"];
                        isComplete: boolean;
                        exampleData?: boolean;
                        target?: components["schemas"]["MaturityTarget"];
                        collection?: components["schemas"]["CollectionHealth"];
                        points: (components["schemas"]["MaturityRollup"] & {
                            at: string;
                            organizationLevel: number;
                        })[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListFailingSources: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
                /** @description Position returned as nextCursor by the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["FailingSource"][];
                        totalItems: number;
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetTrendEntities: {
        parameters: {
            query: {
                /** @description A date, which counts to its end in the organization's time zone, or an instant. Now where it is in the future. */
                at: string;
                /** @description How they stood then: `key=value,…` as in `filter`, with the keys declared, assessable, excluded, scored, coverage, stale, level, ownLevel, levelWithoutExceptions, ownProgress, anyControl and control.<id>. */
                stood?: string[];
                /** @description `key=value,key=value` with the keys owner, ownerNested (owned by the group or one below it), kind, type, lifecycle, system, domain, tier, classification, declared, assessable, excluded (the reason why an entity does not count, in the words of `excluded` of a summary), scored (whether it has a score), coverage (assessed, stale or never), stale (whether something is out of date, to be asked beside coverage), level, ownLevel, levelWithoutExceptions, ownProgress (the share of the own controls up to the next own level that is satisfied: under25, under50, under75, under100 or all), name (part of the name or title), control.<id>=<status>, anyControl=<status> (whichever control it is) and openPart.<id>=<entity or group> (what the entity itself, or the group it inherits from, has to close of a control). The value `none` stands for entities without an owner, type, lifecycle, system, domain, level or progress. The domain of an entity is that of its own descriptor, or else its system's; a filter by a domain includes the domains that lie in it. A comma inside a value is written `\,`, a backslash before one `\\`. */
                filter?: components["parameters"]["filter"];
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
                /** @description Position returned as nextCursor by the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, by entity ref. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        at: string;
                        organizationLevel: number;
                        items: components["schemas"]["PastStanding"][];
                        totalItems: number;
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetChanges: {
        parameters: {
            query?: {
                /** @description Beginning of the span: a date, which counts from its start in the organization's time zone, or an instant. 90 days before its end where absent. */
                from?: components["parameters"]["from"];
                /** @description End of the span: a date, which counts to its end, or an instant. Now where absent or ahead. */
                to?: components["parameters"]["to"];
                /** @description `key=value,key=value` with the keys owner, ownerNested (owned by the group or one below it), kind, type, lifecycle, system, domain, tier, classification, declared, assessable, excluded (the reason why an entity does not count, in the words of `excluded` of a summary), scored (whether it has a score), coverage (assessed, stale or never), stale (whether something is out of date, to be asked beside coverage), level, ownLevel, levelWithoutExceptions, ownProgress (the share of the own controls up to the next own level that is satisfied: under25, under50, under75, under100 or all), name (part of the name or title), control.<id>=<status>, anyControl=<status> (whichever control it is) and openPart.<id>=<entity or group> (what the entity itself, or the group it inherits from, has to close of a control). The value `none` stands for entities without an owner, type, lifecycle, system, domain, level or progress. The domain of an entity is that of its own descriptor, or else its system's; a filter by a domain includes the domains that lie in it. A comma inside a value is written `\,`, a backslash before one `\\`. */
                filter?: components["parameters"]["filter"];
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
                /** @description Position returned as nextCursor by the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, by entity ref. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        from: string;
                        to: string;
                        organization: {
                            before: number;
                            after: number;
                            controls: {
                                id: string;
                                from: components["schemas"]["ChangedStatus"];
                                to: components["schemas"]["ChangedStatus"];
                            }[];
                        };
                        frameworks: {
                            version: string;
                            at: string;
                        }[];
                        items: components["schemas"]["MaturityChange"][];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListAttestations: {
        parameters: {
            query: {
                subject: string;
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
                /** @description Position returned as nextCursor by the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Attestations. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Attestation"][];
                        nextCursor?: string;
                        /** @description On the first page about the organization: what answers each of its checks now, be it an attestation, an import or a feed. */
                        answers?: {
                            check: string;
                            /** @enum {string} */
                            outcome: "pass" | "fail" | "stale" | "unknown" | "error" | "notApplicable";
                            summary: string;
                            source?: string;
                            link?: string;
                            observedAt?: string;
                            validUntil?: string;
                        }[];
                        /** @description On the first page about the organization. */
                        allowed?: {
                            /** @description Checks of the organization that the caller may attest, by permission and role. */
                            attest: string[];
                        };
                        /** @description On the same page: roles one of which the second person for the organization is in; none where nobody is named for any. */
                        confirmers?: string[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    CreateAttestation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AttestationRequest"];
            };
        };
        responses: {
            /** @description The attestation. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attestation"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    AttestMany: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkAttestationRequest"];
            };
        };
        responses: {
            /** @description One result per entity, in the order of the request. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["BulkAttestationResult"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ApproveAttestation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The attestation, now in force. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attestation"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    RejectAttestation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The attestation, refused. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attestation"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    RevokeAttestation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The attestation, revoked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attestation"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    PushEvidence: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items: components["schemas"]["EvidencePushItem"][];
                };
            };
        };
        responses: {
            /** @description What became of each item, in the order of the request. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["EvidencePushResult"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    PushSarif: {
        parameters: {
            query?: {
                entityRef?: string;
                /** @description A pipeline with an identity token speaks for its own. */
                repository?: string;
                /** @description Folder of the entity in the repository. */
                path?: string;
                /** @description What the tool looks for; needed for tools nobody knows. */
                category?: "security" | "secrets" | "licence" | "quality";
                /** @description Commit that was scanned; else the one the report names. */
                commit?: string;
                /** @description When the scan ended; else what the report says, else now. */
                observedAt?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/sarif+json": string;
                "application/json": string;
                "application/gzip": string;
                "application/x-gzip": string;
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description What became of the report of each tool in the file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        reports: components["schemas"]["SarifReportResult"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    CreateDispute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    check: string;
                    fingerprint?: string;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The dispute. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dispute"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListDisputes: {
        parameters: {
            query?: {
                entityRef?: string;
                state?: components["schemas"]["DisputeState"];
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
                /** @description Position returned as nextCursor by the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Disputes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Dispute"][];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListDisputeRates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Rates of the checks that were disputed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            check: string;
                            findings: number;
                            disputed: number;
                            accepted: number;
                            rate: number;
                            warningSince?: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ApproveDispute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    /** @description End of the time it is left out; the longest allowed by default. */
                    until?: string;
                };
            };
        };
        responses: {
            /** @description The dispute. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dispute"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    RejectDispute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisputeDecision"];
            };
        };
        responses: {
            /** @description The dispute. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dispute"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    WithdrawDispute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dispute. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dispute"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetTools: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The registry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RegisteredTool"][];
                        /** @description Tools that imported inventories and egress reports name and the registry does not have, with where each was found. */
                        unregistered: {
                            name: string;
                            message: string;
                        }[];
                        /** @description Assistants that services show and the registry does not have, in services the caller may read. */
                        seen: {
                            id: string;
                            entities: number;
                            examples: string[];
                        }[];
                        resources: {
                            entityRef: string;
                            title?: string;
                            type?: string;
                            tool: string;
                        }[];
                        /** @description How many more the catalog describes; absent when all are listed. */
                        resourcesLeftOut?: number;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    RequestTool: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ToolRequest"];
            };
        };
        responses: {
            /** @description The tool with its request. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredTool"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetToolAllowList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListToolRequests: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
                /** @description Position returned as nextCursor by the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The requests. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ClosedToolRequest"][];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ApproveTool: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ToolDecision"];
            };
        };
        responses: {
            /** @description The tool. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredTool"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    RejectTool: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ToolDecision"];
            };
        };
        responses: {
            /** @description The tool. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredTool"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    WithdrawTool: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tool. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredTool"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ReviewTool: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ToolReview"];
            };
        };
        responses: {
            /** @description The tool. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredTool"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    RevokeTool: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The tool. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredTool"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetRisks: {
        parameters: {
            query?: {
                /** @description `key=value,key=value` with the keys owner, ownerNested (owned by the group or one below it), kind, type, lifecycle, system, domain, tier, classification, declared, assessable, excluded (the reason why an entity does not count, in the words of `excluded` of a summary), scored (whether it has a score), coverage (assessed, stale or never), stale (whether something is out of date, to be asked beside coverage), level, ownLevel, levelWithoutExceptions, ownProgress (the share of the own controls up to the next own level that is satisfied: under25, under50, under75, under100 or all), name (part of the name or title), control.<id>=<status>, anyControl=<status> (whichever control it is) and openPart.<id>=<entity or group> (what the entity itself, or the group it inherits from, has to close of a control). The value `none` stands for entities without an owner, type, lifecycle, system, domain, level or progress. The domain of an entity is that of its own descriptor, or else its system's; a filter by a domain includes the domains that lie in it. A comma inside a value is written `\,`, a backslash before one `\\`. */
                filter?: components["parameters"]["filter"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The register. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        at: string;
                        isComplete: boolean;
                        assessable: number;
                        excluded: {
                            reason: string;
                            entities: number;
                        }[];
                        timeZone: string;
                        items: (components["schemas"]["RiskRecord"] & {
                            residual: components["schemas"]["RiskStanding"];
                        })[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    AddRisk: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RiskRequest"];
            };
        };
        responses: {
            /** @description The risk. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RiskRecord"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    EditRisk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RiskEditRequest"];
            };
        };
        responses: {
            /** @description The risk. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RiskRecord"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    RetireRisk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    version: number;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description It is off the register. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    ListRiskEntities: {
        parameters: {
            query?: {
                /** @description `key=value,key=value` with the keys owner, ownerNested (owned by the group or one below it), kind, type, lifecycle, system, domain, tier, classification, declared, assessable, excluded (the reason why an entity does not count, in the words of `excluded` of a summary), scored (whether it has a score), coverage (assessed, stale or never), stale (whether something is out of date, to be asked beside coverage), level, ownLevel, levelWithoutExceptions, ownProgress (the share of the own controls up to the next own level that is satisfied: under25, under50, under75, under100 or all), name (part of the name or title), control.<id>=<status>, anyControl=<status> (whichever control it is) and openPart.<id>=<entity or group> (what the entity itself, or the group it inherits from, has to close of a control). The value `none` stands for entities without an owner, type, lifecycle, system, domain, level or progress. The domain of an entity is that of its own descriptor, or else its system's; a filter by a domain includes the domains that lie in it. A comma inside a value is written `\,`, a backslash before one `\\`. */
                filter?: components["parameters"]["filter"];
                /** @description Only entities that are left with this. */
                residual?: components["schemas"]["ResidualRating"];
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
                /** @description Position returned as nextCursor by the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            entityRef: string;
                            title?: string;
                            owners: string[];
                            residual: components["schemas"]["ResidualRating"];
                            met: number;
                            applicable: number;
                            open: {
                                id: string;
                                status: components["schemas"]["ControlStatus"];
                            }[];
                        }[];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListRiskAcceptances: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
                /** @description Position returned as nextCursor by the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RiskAcceptance"][];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    AcceptRisk: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    control: string;
                    reason: string;
                    compensatingControls: string[];
                    until: string;
                };
            };
        };
        responses: {
            /** @description What is accepted now. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RiskAcceptance"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    RevokeRiskAcceptance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisputeDecision"];
            };
        };
        responses: {
            /** @description What was accepted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RiskAcceptance"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListCampaigns: {
        parameters: {
            query?: {
                state?: "open" | "ended";
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
                /** @description Position returned as nextCursor by the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Campaigns. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        at: string;
                        timeZone: string;
                        items: components["schemas"]["Campaign"][];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    CreateCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CampaignPlan"];
            };
        };
        responses: {
            /** @description The campaign. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignDetails"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The campaign. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignDetails"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    EditCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CampaignEditRequest"];
            };
        };
        responses: {
            /** @description The campaign. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignDetails"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    EndCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    version: number;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The campaign. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignDetails"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListCampaignOwners: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
                /** @description Position returned as nextCursor by the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CampaignOwner"][];
                        totalItems: number;
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListCampaignEntities: {
        parameters: {
            query?: {
                /** @description `left` stands for whatever is not done: to do or on an exception. */
                state?: "open" | "exempt" | "done" | "left";
                /** @description Ref of a user or a group that owns them itself, as `owners` of the campaign counts; `none` for those without an owner. */
                owner?: string;
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
                /** @description Position returned as nextCursor by the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            entityRef: string;
                            title?: string;
                            owners: string[];
                            /** @enum {string} */
                            state: "open" | "exempt" | "done";
                            ownLevel: components["schemas"]["Level"];
                            open: {
                                id: string;
                                status: components["schemas"]["ControlStatus"];
                            }[];
                        }[];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetRoadmap: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Plans and checklists. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        at: string;
                        isComplete: boolean;
                        organizationLevel: number;
                        threshold: number;
                        roadmaps: {
                            id: string;
                            name: string;
                            description: string;
                            currentPhase?: string;
                            phases: {
                                id: string;
                                name: string;
                                period: string;
                                targetLevel?: number;
                                done: number;
                                items: components["schemas"]["PlanItemState"][];
                            }[];
                        }[];
                        checklists: {
                            id: string;
                            name: string;
                            description: string;
                            holds: boolean;
                            done: number;
                            items: components["schemas"]["PlanItemState"][];
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    AttestPlanItem: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description `organization`, or for entry criteria of an adoption stage the group ref of a team. */
                    subject: string;
                    plan: string;
                    item: string;
                    statement: string;
                    link?: string;
                    /** @description A date, which ends at 24:00 in the organization's time zone, or an ISO 8601 instant; at most a year ahead. */
                    validUntil?: string;
                };
            };
        };
        responses: {
            /** @description The attestation. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanAttestation"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    WithdrawPlanAttestation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description It stands no longer. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    GetAdoption: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Teams. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        at: string;
                        isComplete: boolean;
                        threshold: number;
                        stages: {
                            id: string;
                            name: string;
                            description: string;
                        }[];
                        items: components["schemas"]["AdoptionTeam"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListAhead: {
        parameters: {
            query: {
                team: string;
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
                /** @description Position returned as nextCursor by the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        at: string;
                        items: {
                            entityRef: string;
                            title?: string;
                            owners: string[];
                            stage: string;
                        }[];
                        totalItems: number;
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    MoveAdoption: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    team: string;
                    from: string | null;
                    to: string | null;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The team. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdoptionTeam"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListIncidents: {
        parameters: {
            query?: {
                state?: components["schemas"]["IncidentState"];
                entityRef?: string;
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
                /** @description Position returned as nextCursor by the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Incident"][];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ReportIncident: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentReport"];
            };
        };
        responses: {
            /** @description The incident. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The incident. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    TickIncidentStep: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                step: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    done: boolean;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description What it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ContainIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    version: number;
                    note: string;
                };
            };
        };
        responses: {
            /** @description What it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ReviewIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    version: number;
                    failed: string;
                    controlChanges: string;
                    followUps: components["schemas"]["FollowUpRequest"][];
                };
            };
        };
        responses: {
            /** @description What it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ConfirmIncidentReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    version: number;
                };
            };
        };
        responses: {
            /** @description What it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    FinishIncidentFollowUp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                followUp: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            /** @description Done; the caller may see nothing of the incident. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    ListExercises: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
                /** @description Position returned as nextCursor by the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Exercise"][];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    RecordExercise: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExerciseReport"];
            };
        };
        responses: {
            /** @description The exercise. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exercise"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    FinishExerciseFollowUp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                followUp: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exercise"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetCommittee: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The committee. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        seats: {
                            id: string;
                            name: string;
                            roles: string[];
                            required: boolean;
                            members: string[];
                            isMissing: boolean;
                        }[];
                        quorum: number;
                        everyDays: number;
                        nextOn: string;
                        timeZone: string;
                        agenda: components["schemas"]["AgendaItem"][];
                        open?: components["schemas"]["Meeting"];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListMeetings: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
                /** @description Position returned as nextCursor by the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Meeting"][];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ConveneMeeting: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    on: string;
                };
            };
        };
        responses: {
            /** @description The meeting. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meeting"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetMeeting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The meeting. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meeting"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetMinutes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The minutes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/markdown": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    RecordAttendance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    version: number;
                    attendance: components["schemas"]["Attendance"][];
                };
            };
        };
        responses: {
            /** @description What it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meeting"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ExtendAgenda: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Version"];
            };
        };
        responses: {
            /** @description What it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meeting"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    RecordDecision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    version: number;
                    key: string;
                    /** @enum {string} */
                    outcome: "agreed" | "declined" | "noted" | "deferred";
                    reason: string;
                    dissent: {
                        person: string;
                        reason: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description What it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meeting"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    CloseMeeting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Version"];
            };
        };
        responses: {
            /** @description What it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meeting"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListWorkflows: {
        parameters: {
            query?: {
                state?: components["schemas"]["WorkflowState"];
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
                /** @description Position returned as nextCursor by the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Workflow"][];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ProposeWorkflow: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkflowProposal"];
            };
        };
        responses: {
            /** @description The workflow. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workflow"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    EditWorkflow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkflowEdit"];
            };
        };
        responses: {
            /** @description What it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workflow"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ApproveWorkflow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VersionedReason"];
            };
        };
        responses: {
            /** @description What it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workflow"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    RejectWorkflow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VersionedReason"];
            };
        };
        responses: {
            /** @description What it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workflow"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ReviewWorkflow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VersionedReason"];
            };
        };
        responses: {
            /** @description What it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workflow"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    RetireWorkflow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VersionedReason"];
            };
        };
        responses: {
            /** @description What it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workflow"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListViolations: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
                /** @description Position returned as nextCursor by the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Violation"][];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ReportViolation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViolationReport"];
            };
        };
        responses: {
            /** @description The violation. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Violation"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListOwnViolations: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
                /** @description Position returned as nextCursor by the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Violation"][];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    SettleViolation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    version: number;
                    text: string;
                };
            };
        };
        responses: {
            /** @description What it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Violation"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListFeedback: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Feedback. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        own: components["schemas"]["ControlFeedback"][];
                        items?: {
                            control: string;
                            people: number;
                            verdicts: {
                                [key: string]: number;
                            };
                            texts: {
                                verdict: string;
                                text: string;
                                at: string;
                            }[];
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GiveFeedback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                control: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    verdict: components["schemas"]["FeedbackVerdict"];
                    text?: string;
                };
            };
        };
        responses: {
            /** @description What it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlFeedback"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    TakeBackFeedback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                control: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    GetFailures: {
        parameters: {
            query?: {
                /** @description Any of its days; this week where absent. */
                week?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The week. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failures"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ReviewFailures: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                week: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    notes: string;
                };
            };
        };
        responses: {
            /** @description The week. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failures"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetAccountability: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The state. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accountability"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    AcknowledgeAccountability: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    digest: string;
                };
            };
        };
        responses: {
            /** @description The state. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accountability"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListDeclarations: {
        parameters: {
            query?: {
                entityRef?: string;
                /** @description One state, or `decided` for all but `pending`, with those of the sample that somebody looked at. */
                state?: "pending" | "approved" | "rejected" | "withdrawn" | "decided";
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
                /** @description Position returned as nextCursor by the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Declarations with what was decided. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Declaration"][];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    DeclareMany: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items: {
                        entityRef: string;
                        values: components["schemas"]["DeclaredValues"];
                    }[];
                    /** @description Why, for whoever decides on what is lowered of any of them. */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description What became of each, in the order of the request. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            entityRef: string;
                            declared?: components["schemas"]["JsonObject"];
                            error?: components["schemas"]["JsonObject"];
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ApproveDeclaration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisputeDecision"];
            };
        };
        responses: {
            /** @description The declaration. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Declaration"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    RejectDeclaration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisputeDecision"];
            };
        };
        responses: {
            /** @description The declaration. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Declaration"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ReviewDeclaration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    outcome: "confirmed" | "questioned";
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The declaration. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Declaration"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    WithdrawDeclaration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description The declaration. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Declaration"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetInbox: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What waits, each with what it is about. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            at: string;
                            /** @enum {string} */
                            kind: "declaration" | "declarationToReview" | "contradictionToReview" | "exception" | "dispute" | "attestation" | "tool" | "toolToReview" | "riskToReview" | "exceptionToConfirm" | "workflow" | "workflowToReview" | "incident" | "incidentToRead" | "followUp" | "violation" | "failures" | "frameworkVersion" | "meeting" | "meetingToConvene" | "accountability" | "endingException" | "endingAttestation" | "endingRiskAcceptance";
                            declaration?: components["schemas"]["Declaration"];
                            exception?: components["schemas"]["Exception"];
                            dispute?: components["schemas"]["JsonObject"];
                            attestation?: components["schemas"]["JsonObject"];
                            tool?: components["schemas"]["RegisteredTool"];
                            risk?: {
                                id: string;
                                category: string;
                                reviewBy: string;
                            };
                            workflow?: components["schemas"]["Workflow"];
                            riskAcceptance?: components["schemas"]["RiskAcceptance"];
                            incident?: components["schemas"]["Incident"];
                            /** @description With what it was left by. */
                            followUp?: {
                                id: string;
                                text: string;
                                owner: string;
                                dueOn: string;
                                of: {
                                    /** @enum {string} */
                                    kind: "incident" | "exercise";
                                    id: string;
                                    title?: string;
                                };
                            };
                            violation?: components["schemas"]["Violation"];
                            /** @description Roles of the caller, who has not acknowledged who answers for what. */
                            roles?: string[];
                            /** @description Whether other texts were acknowledged before. */
                            changed?: boolean;
                            /** @description First day of the week whose failures nobody looked at. */
                            week?: string;
                            /** @description What began to fail in that week. */
                            controls?: {
                                control: string;
                                entities: number;
                            }[];
                            proposal?: components["schemas"]["FrameworkProposal"];
                            meeting?: {
                                id: string;
                                on: string;
                                convenedBy: string;
                            };
                            /** @description Day by which a meeting should have been convened. */
                            on?: string;
                        }[];
                        /** @description For those in the role platform-lead, roles that nobody is named for, or nobody is in, and how many requests wait for them. */
                        unnamed?: {
                            role: string;
                            /** @description What aiGovernance.roles names for it, where nobody is behind that. */
                            refs?: string[];
                            requests: number;
                        }[];
                        /** @description For the same people, ids in aiGovernance.roles that are no roles of the framework. */
                        unknownRoles?: string[];
                        total: number;
                        counts: {
                            [key: string]: number;
                        };
                        more: boolean;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    CountInbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts by kind. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        total: number;
                        counts: {
                            [key: string]: number;
                        };
                        more: boolean;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListExceptions: {
        parameters: {
            query?: {
                entityRef?: string;
                state?: components["schemas"]["ExceptionState"];
                endsBefore?: string;
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
                /** @description Position returned as nextCursor by the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Requests with what was decided. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Exception"][];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    RequestException: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    entityRefs: string[];
                    control: string;
                    reason: string;
                    compensatingControls: string[];
                    until: string;
                    /** @description A group that the caller is in and asks for; nobody in it, or in groups inside of it, decides. */
                    askedFor?: string;
                };
            };
        };
        responses: {
            /** @description The request. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exception"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetRenewedControls: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The controls, those that concern most services first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        from: number;
                        items: {
                            control: string;
                            entities: number;
                            renewals: number;
                            services: {
                                entityRef: string;
                                renewals: number;
                            }[];
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ApproveException: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    until?: string;
                };
            };
        };
        responses: {
            /** @description The request. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exception"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    RejectException: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisputeDecision"];
            };
        };
        responses: {
            /** @description The request. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exception"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ConfirmException: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisputeDecision"];
            };
        };
        responses: {
            /** @description The request. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exception"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    RevokeException: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisputeDecision"];
            };
        };
        responses: {
            /** @description The request. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exception"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    WithdrawException: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exception"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetBadge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The signed address. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        enabled: boolean;
                        url?: string;
                        /** @description Whether there is a badge now; not while the organization is at level 1. */
                        shown?: boolean;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetBadgePicture: {
        parameters: {
            query?: {
                signature?: string;
            };
            header?: never;
            path: {
                kind: string;
                namespace: string;
                /** @description Name of the entity and `.svg`. */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            /** @description Unchanged. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    ExportSarif: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The log. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/sarif+json": components["schemas"]["JsonObject"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    NoteExport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Name of the view. */
                    view: string;
                    /** @enum {string} */
                    format: "csv" | "json" | "print";
                    /** @description Filters of the view, as its address holds them. */
                    query?: string;
                    rows?: number;
                };
            };
        };
        responses: {
            /** @description Remembered. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    ListAudit: {
        parameters: {
            query?: {
                /** @description A user or service ref. */
                actor?: string;
                /** @description An action, or what comes before its point, such as exception. */
                action?: string;
                subject?: string;
                /** @description A date or an instant. */
                from?: components["parameters"]["auditFrom"];
                /** @description A date, which counts to its end, or an instant. */
                until?: components["parameters"]["auditUntil"];
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
                /** @description Position returned as nextCursor by the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    VerifyAudit: {
        parameters: {
            query?: {
                progress?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether the chain is unbroken, and where it breaks first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditVerification"];
                    "application/x-ndjson": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetAuditPublicKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Keys, in the order they were introduced. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            keyId: string;
                            publicKey: string;
                            since: string;
                            current: boolean;
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ExportAudit: {
        parameters: {
            query?: {
                /** @description A date or an instant. */
                from?: components["parameters"]["auditFrom"];
                /** @description A date, which counts to its end, or an instant. */
                until?: components["parameters"]["auditUntil"];
                /** @description Whether the file is packed. */
                gzip?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "application/gzip": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    EraseFromAudit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    person: string;
                    /** @description Is kept, so it may not name them. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description How many entries named them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entries: number;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetWantedCatalogFacts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Annotations by key, and other members by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        annotations: string[];
                        members: string[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    LookUpAnnotations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    entities: components["schemas"]["InventoryEntity"][];
                };
            };
        };
        responses: {
            /** @description Annotations per entity; null while it was never judged. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            entityRef: string;
                            /** @description Place in the change feed; 0 while never judged. */
                            revision: number;
                            annotations: {
                                [key: string]: string;
                            } | null;
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListTraining: {
        parameters: {
            query?: {
                /** @description Ref of the only group to answer. */
                group?: string;
                /** @description Items per page. */
                limit?: components["parameters"]["limit"];
                /** @description Position returned as nextCursor by the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Groups the caller may see. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            group: string;
                            sharePercent?: number;
                            members?: number;
                            trained?: number;
                            meanScore?: number;
                            nextLapseAt?: string;
                        }[];
                        nextCursor?: string;
                        timeZone: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetTrainingKpis: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The KPIs with a value. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        at: string;
                        isComplete: boolean;
                        items: {
                            kpi: string;
                            percent: number;
                            meets?: boolean;
                            trained?: number;
                            people?: number;
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    UploadTraining: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    completions: components["schemas"]["TrainingCompletion"][];
                };
                "text/csv": string;
            };
        };
        responses: {
            /** @description What was taken and what was left out. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: number;
                        accepted: number;
                        changed: number;
                        unknownPeople: {
                            line: number;
                            person: string;
                        }[];
                        unknownPeopleCount: number;
                        rejected: components["schemas"]["RowProblems"];
                        rejectedCount: number;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    EraseTraining: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description User ref, e-mail address or learner id. */
                    person: string;
                };
            };
        };
        responses: {
            /** @description How many completions were erased. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        completions: number;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListImports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Imports. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ImportRecord"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    TakeImport: {
        parameters: {
            query?: {
                /** @description Of a CSV file, the system it comes from. */
                source?: string;
                /** @description Of a CSV file, the date or instant that it describes. */
                asOf?: string;
                /** @description Of a report as CSV file, the first day it covers. */
                from?: string;
                /** @description Of a report as CSV file, the last day it covers. */
                to?: string;
                link?: string;
            };
            header?: never;
            path: {
                kind: components["schemas"]["ImportKind"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    source: string;
                    asOf: string;
                    link?: string;
                    period?: {
                        from: string;
                        to: string;
                    };
                    rows: {
                        [key: string]: string | number | boolean | null;
                    }[];
                };
                "text/csv": string;
            };
        };
        responses: {
            /** @description The very same was imported before; nothing was written. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportRecord"];
                };
            };
            /** @description Imported. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportRecord"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    EndImports: {
        parameters: {
            query: {
                source: string;
            };
            header?: never;
            path: {
                kind: components["schemas"]["ImportKind"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
}
