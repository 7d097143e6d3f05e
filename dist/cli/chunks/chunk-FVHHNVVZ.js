import{c as Je}from"./chunk-DLPQDHJS.js";import{a as Ne,k as je}from"./chunk-FV5RZ2WD.js";import{g as T}from"./chunk-XSJZQR7J.js";import{h as J}from"./chunk-XRPGT4NB.js";import{b as Be,c as Ve,d as Ue}from"./chunk-MEAEYB4K.js";import{a as pe,b,e as C,g as te,h as Oe,k as p,l as j,n as Ee}from"./chunk-G2TGV2LV.js";import{a as Fe}from"./chunk-RKOLCW2K.js";function g(e,{flowName:t},o){let[n]=o.reasons??[];return{kind:e.kind,rule:e.id,flow:n?.flow??t,...n?.node!==void 0&&{node:n.node},documentation:n?.documentation??e.documentation,reasons:[],...o}}function G(e){return e.length===0?void 0:e.map(({operator:t,key:o,values:n})=>`${t} ${o} = ${n.map(p).join(" or ")}`).join(", ")}function M(e){let[t,...o]=[...new Set(e.map(Rt))],n=o.length===0?"":` So do ${o.length} more.`;return`${t??""}${n}`}function Rt({node:e,flow:t,why:o}){return e===void 0?`Flow "${t}" ${o}.`:`Node "${e}" ${o}.`}function x({plan:e}){let[t]=e.flows;return t?.executionRole?.place??t?.place??{file:"",line:1,column:1}}var me={id:"unknown-role",kind:"unknown",title:"The role of the flow stands in no file",help:'Name the files of its policies with --policy, or put them beside the flow under the names that "generate --out" gives them.',documentation:T,*find(e){if(e.isKnown)return;let[t]=e.plan.flows,o=t?.executionRole&&p(t.executionRole.template);yield g(me,e,{subject:"identity",action:"*",resource:o??e.plan.roleName,place:x(e),why:`What the role ${o??"of this flow"} has is not known: no file makes it, and none holds its policies. Nothing was compared.`,repair:{do:"allow",needs:e.plan.needs},remedy:"Name the files of its policies with --policy FILE, or put them beside the flow: NAME.trust-policy.json, NAME.FlowPermissions.json."})}},fe={id:"unfollowed-policy",kind:"unknown",title:"A policy could not be followed",help:"It is made by a function, an import or somewhere else. What it grants is not compared.",documentation:T,*find(e){for(let{text:t,place:o,subject:n}of e.granted.notes)yield g(fe,e,{subject:n??"identity",action:"*",resource:"*",place:o,granted:o,why:t,remedy:"Look at it by hand, or give it as a policy file with --policy."})}};var Ke={bedrock:`
    AgenticRetrieveStream AllowVendedLogDeliveryForResource ApplyGuardrail
    AssociateAgentCollaborator AssociateAgentKnowledgeBase AssociateThirdPartyKnowledgeBase
    BatchDeleteAdvancedPromptOptimizationJob BatchDeleteEvaluationJob CallWithBearerToken
    CancelAutomatedReasoningPolicyBuildWorkflow CancelInvoke CheckIngestedDocumentAcl
    CopyBlueprintStage CountTokens CreateAdvancedPromptOptimizationJob CreateAgent
    CreateAgentActionGroup CreateAgentAlias CreateAutomatedReasoningPolicy
    CreateAutomatedReasoningPolicyTestCase CreateAutomatedReasoningPolicyVersion CreateBlueprint
    CreateBlueprintVersion CreateCustomModel CreateCustomModelDeployment
    CreateDataAutomationLibrary CreateDataAutomationProject CreateDataSource CreateDataSourceToken
    CreateEvaluationJob CreateFlow CreateFlowAlias CreateFlowVersion CreateFoundationModelAgreement
    CreateGuardrail CreateGuardrailVersion CreateInferenceProfile CreateInvocation
    CreateKnowledgeBase CreateMarketplaceModelEndpoint CreateModelCopyJob
    CreateModelCustomizationJob CreateModelEvaluationJob CreateModelImportJob
    CreateModelInvocationJob CreatePrompt CreatePromptRouter CreatePromptVersion
    CreateProvisionedModelThroughput CreateSession DeleteAgent DeleteAgentActionGroup
    DeleteAgentAlias DeleteAgentMemory DeleteAgentVersion DeleteAutomatedReasoningPolicy
    DeleteAutomatedReasoningPolicyBuildWorkflow DeleteAutomatedReasoningPolicyTestCase
    DeleteBlueprint DeleteCustomModel DeleteCustomModelDeployment DeleteDataAutomationLibrary
    DeleteDataAutomationProject DeleteDataSource DeleteEnforcedGuardrailConfiguration DeleteFlow
    DeleteFlowAlias DeleteFlowVersion DeleteFoundationModelAgreement DeleteGuardrail
    DeleteImportedModel DeleteInferenceProfile DeleteInvoke DeleteKnowledgeBase
    DeleteKnowledgeBaseDocuments DeleteMarketplaceModelAgreement DeleteMarketplaceModelEndpoint
    DeleteModelInvocationLoggingConfiguration DeletePrompt DeletePromptRouter
    DeleteProvisionedModelThroughput DeleteResourcePolicy DeleteSession
    DeregisterMarketplaceModelEndpoint DetectGeneratedContent DisassociateAgentCollaborator
    DisassociateAgentKnowledgeBase EndSession ExportAutomatedReasoningPolicyVersion GenerateQuery
    GetAccountDataRetention GetAdvancedPromptOptimizationJob GetAgent GetAgentActionGroup
    GetAgentAlias GetAgentCollaborator GetAgentKnowledgeBase GetAgentMemory GetAgentVersion
    GetAsyncInvoke GetAutomatedReasoningPolicy GetAutomatedReasoningPolicyAnnotations
    GetAutomatedReasoningPolicyBuildWorkflow GetAutomatedReasoningPolicyBuildWorkflowResultAssets
    GetAutomatedReasoningPolicyNextScenario GetAutomatedReasoningPolicyTestCase
    GetAutomatedReasoningPolicyTestResult GetBlueprint GetBlueprintOptimizationStatus
    GetBlueprintRecommendation GetCustomModel GetCustomModelDeployment GetDataAutomationLibrary
    GetDataAutomationLibraryEntity GetDataAutomationLibraryIngestionJob GetDataAutomationProject
    GetDataAutomationStatus GetDataSource GetDataSourceAuthorizationUrl GetDocumentContent
    GetEvaluationJob GetExecutionFlowSnapshot GetFlow GetFlowAlias GetFlowExecution GetFlowVersion
    GetFoundationModel GetFoundationModelAvailability GetGuardrail GetImportedModel
    GetInferenceProfile GetIngestedDocumentAcl GetIngestionJob GetInvocationStep GetInvoke
    GetKnowledgeBase GetKnowledgeBaseDocuments GetMarketplaceModelEndpoint GetModelCopyJob
    GetModelCustomizationJob GetModelEvaluationJob GetModelImportJob GetModelInvocationJob
    GetModelInvocationLoggingConfiguration GetPrompt GetPromptRouter GetProvisionedModelThroughput
    GetResourcePolicy GetSession GetUseCaseForModelAccess IngestKnowledgeBaseDocuments InvokeAgent
    InvokeAutomatedReasoningPolicy InvokeBlueprintOptimizationAsync
    InvokeBlueprintRecommendationAsync InvokeBuilder InvokeDataAutomation InvokeDataAutomationAsync
    InvokeDataAutomationLibraryIngestionJob InvokeFlow InvokeGuardrailChecks InvokeInlineAgent
    InvokeModel InvokeModelWithResponseStream InvokeTool ListAdvancedPromptOptimizationJobs
    ListAgentActionGroups ListAgentAliases ListAgentCollaborators ListAgentKnowledgeBases
    ListAgentVersions ListAgents ListAsyncInvokes ListAutomatedReasoningPolicies
    ListAutomatedReasoningPolicyBuildWorkflows ListAutomatedReasoningPolicyTestCases
    ListAutomatedReasoningPolicyTestResults ListBlueprints ListCustomModelDeployments
    ListCustomModels ListDataAutomationLibraries ListDataAutomationLibraryEntities
    ListDataAutomationLibraryIngestionJobs ListDataAutomationProjects ListDataSources
    ListEnforcedGuardrailsConfiguration ListEvaluationJobs ListFlowAliases ListFlowExecutionEvents
    ListFlowExecutions ListFlowVersions ListFlows ListFoundationModelAgreementOffers
    ListFoundationModels ListGuardrails ListImportedModels ListInferenceProfiles ListIngestionJobs
    ListInvocationSteps ListInvocations ListKnowledgeBaseDocuments ListKnowledgeBases
    ListMarketplaceModelEndpoints ListModelCopyJobs ListModelCustomizationJobs
    ListModelEvaluationJobs ListModelImportJobs ListModelInvocationJobs ListPromptRouters
    ListPrompts ListProvisionedModelThroughputs ListSessions ListTagsForResource OptimizePrompt
    PrepareAgent PrepareFlow PutAccountDataRetention PutEnforcedGuardrailConfiguration
    PutFoundationModelEntitlement PutInvocationStep PutModelInvocationLoggingConfiguration
    PutResourcePolicy PutUseCaseForModelAccess RegisterMarketplaceModelEndpoint RenderPrompt Rerank
    Retrieve RetrieveAndGenerate StartAutomatedReasoningPolicyBuildWorkflow
    StartAutomatedReasoningPolicyTestWorkflow StartFlowExecution StartIngestionJob
    StopAdvancedPromptOptimizationJob StopEvaluationJob StopFlowExecution StopIngestionJob
    StopModelCustomizationJob StopModelInvocationJob TagResource UntagResource UpdateAgent
    UpdateAgentActionGroup UpdateAgentAlias UpdateAgentCollaborator UpdateAgentKnowledgeBase
    UpdateAutomatedReasoningPolicy UpdateAutomatedReasoningPolicyAnnotations
    UpdateAutomatedReasoningPolicyTestCase UpdateBlueprint UpdateCustomModelDeployment
    UpdateDataAutomationLibrary UpdateDataAutomationProject UpdateDataSource UpdateFlow
    UpdateFlowAlias UpdateGuardrail UpdateKnowledgeBase UpdateMarketplaceModelEndpoint UpdatePrompt
    UpdateProvisionedModelThroughput UpdateSession ValidateFlowDefinition`,kms:`
    CancelKeyDeletion ConnectCustomKeyStore CreateAlias CreateCustomKeyStore CreateGrant CreateKey
    Decrypt DeleteAlias DeleteCustomKeyStore DeleteImportedKeyMaterial DeriveSharedSecret
    DescribeCustomKeyStores DescribeKey DisableKey DisableKeyRotation DisconnectCustomKeyStore
    EnableKey EnableKeyRotation Encrypt GenerateDataKey GenerateDataKeyPair
    GenerateDataKeyPairWithoutPlaintext GenerateDataKeyWithoutPlaintext GenerateMac GenerateRandom
    GetKeyLastUsage GetKeyPolicy GetKeyRotationStatus GetParametersForImport GetPublicKey
    ImportKeyMaterial ListAliases ListGrants ListKeyPolicies ListKeyRotations ListKeys
    ListResourceTags ListRetirableGrants PutKeyPolicy ReEncryptFrom ReEncryptTo ReplicateKey
    RetireGrant RevokeGrant RotateKeyOnDemand ScheduleKeyDeletion Sign SynchronizeMultiRegionKey
    TagResource UntagResource UpdateAlias UpdateCustomKeyStore UpdateKeyDescription
    UpdatePrimaryRegion Verify VerifyMac`,lambda:`
    AddLayerVersionPermission AddPermission CheckpointDurableExecution ConnectMicrovm CreateAlias
    CreateCapacityProvider CreateCodeSigningConfig CreateEventSourceMapping CreateFunction
    CreateFunctionUrlConfig CreateMicrovmAuthToken CreateMicrovmImage CreateMicrovmShellAuthToken
    CreateNetworkConnector DeleteAlias DeleteCapacityProvider DeleteCodeSigningConfig
    DeleteEventSourceMapping DeleteFunction DeleteFunctionCodeSigningConfig
    DeleteFunctionConcurrency DeleteFunctionEventInvokeConfig DeleteFunctionUrlConfig
    DeleteLayerVersion DeleteMicrovmImage DeleteMicrovmImageVersion DeleteNetworkConnector
    DeleteProvisionedConcurrencyConfig DeleteResourcePolicy DisableReplication EnableReplication
    GetAccountSettings GetAlias GetCapacityProvider GetCodeSigningConfig GetDurableExecution
    GetDurableExecutionHistory GetDurableExecutionState GetEventSourceMapping GetFunction
    GetFunctionCodeSigningConfig GetFunctionConcurrency GetFunctionConfiguration
    GetFunctionEventInvokeConfig GetFunctionRecursionConfig GetFunctionScalingConfig
    GetFunctionUrlConfig GetLayerVersion GetLayerVersionPolicy GetMicrovm GetMicrovmImage
    GetMicrovmImageBuild GetMicrovmImageVersion GetNetworkConnector GetPolicy
    GetProvisionedConcurrencyConfig GetResourcePolicy GetRuntimeManagementConfig InvokeAsync
    InvokeFunction InvokeFunctionUrl ListAliases ListCapacityProviders ListCodeSigningConfigs
    ListDurableExecutionsByFunction ListEventSourceMappings ListFunctionEventInvokeConfigs
    ListFunctionUrlConfigs ListFunctionVersionsByCapacityProvider ListFunctions
    ListFunctionsByCodeSigningConfig ListLayerVersions ListLayers ListManagedMicrovmImageVersions
    ListManagedMicrovmImages ListMicrovmImageBuilds ListMicrovmImageVersions ListMicrovmImages
    ListMicrovms ListNetworkConnectors ListProvisionedConcurrencyConfigs ListTags
    ListVersionsByFunction PassCapacityProvider PassNetworkConnector PublishLayerVersion
    PublishVersion PutFunctionCodeSigningConfig PutFunctionConcurrency PutFunctionEventInvokeConfig
    PutFunctionRecursionConfig PutFunctionScalingConfig PutProvisionedConcurrencyConfig
    PutResourcePolicy PutRuntimeManagementConfig RemoveLayerVersionPermission RemovePermission
    ResumeMicrovm RunMicrovm SendDurableExecutionCallbackFailure
    SendDurableExecutionCallbackHeartbeat SendDurableExecutionCallbackSuccess StopDurableExecution
    SuspendMicrovm TagResource TerminateMicrovm UntagResource UpdateAlias UpdateCapacityProvider
    UpdateCodeSigningConfig UpdateEventSourceMapping UpdateFunctionCode
    UpdateFunctionCodeSigningConfig UpdateFunctionConfiguration UpdateFunctionEventInvokeConfig
    UpdateFunctionUrlConfig UpdateMicrovmImage UpdateMicrovmImageVersion UpdateNetworkConnector`,lex:`
    BatchCreateCustomVocabularyItem BatchDeleteCustomVocabularyItem BatchUpdateCustomVocabularyItem
    BuildBotLocale CreateBot CreateBotAlias CreateBotChannel CreateBotLocale CreateBotReplica
    CreateBotVersion CreateCustomVocabulary CreateExport CreateIntent CreateIntentVersion
    CreateResourcePolicy CreateResourcePolicyStatement CreateSlot CreateSlotType
    CreateSlotTypeVersion CreateTestSet CreateTestSetDiscrepancyReport CreateUploadUrl DeleteBot
    DeleteBotAlias DeleteBotAnalyzerRecommendation DeleteBotChannel DeleteBotChannelAssociation
    DeleteBotLocale DeleteBotReplica DeleteBotVersion DeleteCustomVocabulary DeleteExport
    DeleteImport DeleteIntent DeleteIntentVersion DeleteResourcePolicy
    DeleteResourcePolicyStatement DeleteSession DeleteSlot DeleteSlotType DeleteSlotTypeVersion
    DeleteTestSet DeleteUtterances DescribeBot DescribeBotAlias DescribeBotAnalyzerRecommendation
    DescribeBotChannel DescribeBotLocale DescribeBotRecommendation DescribeBotReplica
    DescribeBotResourceGeneration DescribeBotVersion DescribeCustomVocabulary
    DescribeCustomVocabularyMetadata DescribeExport DescribeImport DescribeIntent
    DescribeResourcePolicy DescribeSlot DescribeSlotType DescribeTestExecution DescribeTestSet
    DescribeTestSetDiscrepancyReport DescribeTestSetGeneration GenerateBotElement GetBot
    GetBotAlias GetBotAliases GetBotChannelAssociation GetBotChannelAssociations GetBotVersions
    GetBots GetBuiltinIntent GetBuiltinIntents GetBuiltinSlotTypes GetExport GetImport GetIntent
    GetIntentVersions GetIntents GetMigration GetMigrations GetSession GetSlotType
    GetSlotTypeVersions GetSlotTypes GetTestExecutionArtifactsUrl GetUtterancesView
    ListAggregatedUtterances ListBotAliasReplicas ListBotAliases ListBotAnalyzerRecommendations
    ListBotChannels ListBotLocales ListBotRecommendations ListBotReplicas
    ListBotResourceGenerations ListBotVersionReplicas ListBotVersions ListBots ListBuiltInIntents
    ListBuiltInSlotTypes ListCustomVocabularyItems ListExports ListImports ListIntentMetrics
    ListIntentPaths ListIntentStageMetrics ListIntents ListRecommendedIntents
    ListSessionAnalyticsData ListSessionMetrics ListSlotTypes ListSlots ListTagsForResource
    ListTestExecutionResultItems ListTestExecutions ListTestSetRecords ListTestSets PostContent
    PostText PutBot PutBotAlias PutIntent PutSession PutSlotType RecognizeText RecognizeUtterance
    SearchAssociatedTranscripts StartBotAnalyzer StartBotRecommendation StartBotResourceGeneration
    StartConversation StartImport StartMigration StartTestExecution StartTestSetGeneration
    StopBotAnalyzer StopBotRecommendation TagResource UntagResource UpdateBot UpdateBotAlias
    UpdateBotLocale UpdateBotRecommendation UpdateCustomVocabulary UpdateExport UpdateIntent
    UpdateResourcePolicy UpdateSlot UpdateSlotType UpdateTestSet`,s3:`
    AbortMultipartUpload AllowVendedLogDeliveryForResource AssociateAccessGrantsIdentityCenter
    BypassGovernanceRetention CreateAccessGrant CreateAccessGrantsInstance
    CreateAccessGrantsLocation CreateAccessPoint CreateAccessPointForObjectLambda CreateBucket
    CreateBucketMetadataTableConfiguration CreateJob CreateMultiRegionAccessPoint
    CreateStorageLensGroup DeleteAccessGrant DeleteAccessGrantsInstance
    DeleteAccessGrantsInstanceResourcePolicy DeleteAccessGrantsLocation DeleteAccessPoint
    DeleteAccessPointForObjectLambda DeleteAccessPointPolicy DeleteAccessPointPolicyForObjectLambda
    DeleteBucket DeleteBucketMetadataTableConfiguration DeleteBucketPolicy DeleteBucketWebsite
    DeleteJobTagging DeleteMultiRegionAccessPoint DeleteObject DeleteObjectAnnotation
    DeleteObjectTagging DeleteObjectVersion DeleteObjectVersionAnnotation
    DeleteObjectVersionTagging DeleteStorageLensConfiguration DeleteStorageLensConfigurationTagging
    DeleteStorageLensGroup DescribeJob DescribeMultiRegionAccessPointOperation
    DissociateAccessGrantsIdentityCenter GetAccelerateConfiguration GetAccessGrant
    GetAccessGrantsInstance GetAccessGrantsInstanceForPrefix GetAccessGrantsInstanceResourcePolicy
    GetAccessGrantsLocation GetAccessPoint GetAccessPointConfigurationForObjectLambda
    GetAccessPointForObjectLambda GetAccessPointPolicy GetAccessPointPolicyForObjectLambda
    GetAccessPointPolicyStatus GetAccessPointPolicyStatusForObjectLambda
    GetAccountPublicAccessBlock GetAnalyticsConfiguration GetBucketAbac GetBucketAcl GetBucketCORS
    GetBucketLocation GetBucketLogging GetBucketMetadataTableConfiguration GetBucketNotification
    GetBucketObjectLockConfiguration GetBucketOwnershipControls GetBucketPolicy
    GetBucketPolicyStatus GetBucketPublicAccessBlock GetBucketRequestPayment GetBucketTagging
    GetBucketVersioning GetBucketWebsite GetDataAccess GetEncryptionConfiguration
    GetIntelligentTieringConfiguration GetInventoryConfiguration GetJobTagging
    GetLifecycleConfiguration GetMetricsConfiguration GetMultiRegionAccessPoint
    GetMultiRegionAccessPointPolicy GetMultiRegionAccessPointPolicyStatus
    GetMultiRegionAccessPointRoutes GetObject GetObjectAcl GetObjectAnnotation GetObjectAttributes
    GetObjectLegalHold GetObjectRetention GetObjectTagging GetObjectTorrent GetObjectVersion
    GetObjectVersionAcl GetObjectVersionAnnotation GetObjectVersionAnnotationForReplication
    GetObjectVersionAttributes GetObjectVersionForReplication GetObjectVersionTagging
    GetObjectVersionTorrent GetReplicationConfiguration GetStorageLensConfiguration
    GetStorageLensConfigurationTagging GetStorageLensDashboard GetStorageLensGroup
    InitiateReplication ListAccessGrants ListAccessGrantsInstances ListAccessGrantsLocations
    ListAccessPoints ListAccessPointsForObjectLambda ListAllMyBuckets ListBucket
    ListBucketMultipartUploads ListBucketVersions ListCallerAccessGrants ListJobs
    ListMultiRegionAccessPoints ListMultipartUploadParts ListObjectAnnotations
    ListObjectVersionAnnotations ListStorageLensConfigurations ListStorageLensGroups
    ListTagsForResource ObjectOwnerOverrideToBucketOwner PauseReplication
    PutAccelerateConfiguration PutAccessGrantsInstanceResourcePolicy
    PutAccessPointConfigurationForObjectLambda PutAccessPointPolicy
    PutAccessPointPolicyForObjectLambda PutAccessPointPublicAccessBlock PutAccountPublicAccessBlock
    PutAnalyticsConfiguration PutBucketAbac PutBucketAcl PutBucketCORS PutBucketLogging
    PutBucketNotification PutBucketObjectLockConfiguration PutBucketOwnershipControls
    PutBucketPolicy PutBucketPublicAccessBlock PutBucketRequestPayment PutBucketTagging
    PutBucketVersioning PutBucketWebsite PutEncryptionConfiguration
    PutIntelligentTieringConfiguration PutInventoryConfiguration PutJobTagging
    PutLifecycleConfiguration PutMetricsConfiguration PutMultiRegionAccessPointPolicy PutObject
    PutObjectAcl PutObjectAnnotation PutObjectLegalHold PutObjectRetention PutObjectTagging
    PutObjectVersionAcl PutObjectVersionAnnotation PutObjectVersionTagging
    PutReplicationConfiguration PutStorageLensConfiguration PutStorageLensConfigurationTagging
    ReplicateDelete ReplicateObject ReplicateObjectAnnotation ReplicateTags RestoreObject
    SubmitMultiRegionAccessPointRoutes TagResource UntagResource UpdateAccessGrantsLocation
    UpdateBucketMetadataAnnotationTableConfiguration
    UpdateBucketMetadataInventoryTableConfiguration UpdateBucketMetadataJournalTableConfiguration
    UpdateJobPriority UpdateJobStatus UpdateObjectEncryption UpdateStorageLensGroup`,sagemaker:`
    AccessModelPackage AddAssociation AddTags AssociateTrialComponent
    AttachClusterNodeNetworkInterface AttachClusterNodeVolume BatchAddClusterNodes
    BatchDeleteClusterNodes BatchDescribeModelPackage BatchGetMetrics BatchGetRecord
    BatchPutMetrics BatchRebootClusterNodes BatchReplaceClusterNodes BatchWriteRecord
    CallMlflowAppApi CallPartnerAppApi CallWithBearerToken CompleteRollout CreateAIBenchmarkJob
    CreateAIRecommendationJob CreateAIWorkloadConfig CreateAction CreateAlgorithm CreateApp
    CreateAppImageConfig CreateArtifact CreateAutoMLJob CreateAutoMLJobV2 CreateCluster
    CreateClusterSchedulerConfig CreateCodeRepository CreateCompilationJob CreateComputeQuota
    CreateContext CreateDataQualityJobDefinition CreateDeviceFleet CreateDomain
    CreateEdgeDeploymentPlan CreateEdgeDeploymentStage CreateEdgePackagingJob CreateEndpoint
    CreateEndpointConfig CreateExperiment CreateFeatureGroup CreateFlowDefinition CreateHub
    CreateHubContentPresignedUrls CreateHubContentReference CreateHumanTaskUi
    CreateHyperParameterTuningJob CreateImage CreateImageVersion CreateInferenceComponent
    CreateInferenceExperiment CreateInferenceRecommendationsJob CreateJob CreateLabelingJob
    CreateLineageGroupPolicy CreateMlflowApp CreateMlflowTrackingServer CreateModel
    CreateModelBiasJobDefinition CreateModelCard CreateModelCardExportJob
    CreateModelExplainabilityJobDefinition CreateModelPackage CreateModelPackageGroup
    CreateModelQualityJobDefinition CreateMonitoringSchedule CreateNotebookInstance
    CreateNotebookInstanceLifecycleConfig CreateOptimizationJob CreatePartnerApp
    CreatePartnerAppPresignedUrl CreatePipeline CreatePresignedDomainUrl
    CreatePresignedMlflowAppUrl CreatePresignedMlflowTrackingServerUrl
    CreatePresignedNotebookInstanceUrl CreateProcessingJob CreateProject CreateReservedCapacity
    CreateSharedModel CreateSpace CreateStudioLifecycleConfig CreateTrainingJob CreateTrainingPlan
    CreateTransformJob CreateTrial CreateTrialComponent CreateUserProfile CreateWorkforce
    CreateWorkteam DeleteAIBenchmarkJob DeleteAIRecommendationJob DeleteAIWorkloadConfig
    DeleteAction DeleteAlgorithm DeleteApp DeleteAppImageConfig DeleteArtifact DeleteAssociation
    DeleteCluster DeleteClusterSchedulerConfig DeleteCodeRepository DeleteCompilationJob
    DeleteComputeQuota DeleteContext DeleteDataQualityJobDefinition DeleteDeviceFleet DeleteDomain
    DeleteEdgeDeploymentPlan DeleteEdgeDeploymentStage DeleteEndpoint DeleteEndpointConfig
    DeleteExperiment DeleteFeatureGroup DeleteFlowDefinition DeleteHub DeleteHubContent
    DeleteHubContentReference DeleteHumanLoop DeleteHumanTaskUi DeleteHyperParameterTuningJob
    DeleteImage DeleteImageVersion DeleteInferenceComponent DeleteInferenceExperiment DeleteJob
    DeleteLineageGroupPolicy DeleteMlflowApp DeleteMlflowTrackingServer DeleteModel
    DeleteModelBiasJobDefinition DeleteModelCard DeleteModelExplainabilityJobDefinition
    DeleteModelPackage DeleteModelPackageGroup DeleteModelPackageGroupPolicy
    DeleteModelQualityJobDefinition DeleteMonitoringSchedule DeleteNotebookInstance
    DeleteNotebookInstanceLifecycleConfig DeleteOptimizationJob DeletePartnerApp DeletePipeline
    DeleteProcessingJob DeleteProject DeleteRecord DeleteResourcePolicy DeleteSpace
    DeleteStudioLifecycleConfig DeleteTags DeleteTrainingJob DeleteTrial DeleteTrialComponent
    DeleteUserProfile DeleteWorkforce DeleteWorkteam DeployHubModel DeregisterDevices
    DescribeAIBenchmarkJob DescribeAIRecommendationJob DescribeAIWorkloadConfig DescribeAction
    DescribeAlgorithm DescribeApp DescribeAppImageConfig DescribeArtifact DescribeAutoMLJob
    DescribeAutoMLJobV2 DescribeCluster DescribeClusterEvent DescribeClusterInference
    DescribeClusterNode DescribeClusterSchedulerConfig DescribeCodeRepository
    DescribeCompilationJob DescribeComputeQuota DescribeContext DescribeDataQualityJobDefinition
    DescribeDevice DescribeDeviceFleet DescribeDomain DescribeEdgeDeploymentPlan
    DescribeEdgePackagingJob DescribeEndpoint DescribeEndpointConfig DescribeExperiment
    DescribeFeatureGroup DescribeFeatureMetadata DescribeFlowDefinition DescribeHub
    DescribeHubContent DescribeHumanLoop DescribeHumanTaskUi DescribeHyperParameterTuningJob
    DescribeImage DescribeImageVersion DescribeInferenceComponent DescribeInferenceExperiment
    DescribeInferenceRecommendationsJob DescribeJob DescribeJobSchemaVersion DescribeLabelingJob
    DescribeLineageGroup DescribeMlflowApp DescribeMlflowTrackingServer DescribeModel
    DescribeModelBiasJobDefinition DescribeModelCard DescribeModelCardExportJob
    DescribeModelExplainabilityJobDefinition DescribeModelPackage DescribeModelPackageGroup
    DescribeModelQualityJobDefinition DescribeMonitoringSchedule DescribeNotebookInstance
    DescribeNotebookInstanceLifecycleConfig DescribeOptimizationJob DescribePartnerApp
    DescribePipeline DescribePipelineDefinitionForExecution DescribePipelineExecution
    DescribeProcessingJob DescribeProject DescribeReservedCapacity DescribeSharedModel
    DescribeSpace DescribeStudioLifecycleConfig DescribeSubscribedWorkteam DescribeTrainingJob
    DescribeTrainingPlan DescribeTrainingPlanExtensionHistory DescribeTransformJob DescribeTrial
    DescribeTrialComponent DescribeUserProfile DescribeWorkforce DescribeWorkteam
    DetachClusterNodeVolume DisableSagemakerServicecatalogPortfolio DisassociateTrialComponent
    EnableSagemakerServicecatalogPortfolio ExtendTrainingPlan GetDeployments GetDeviceFleetReport
    GetDeviceRegistration GetLineageGroupPolicy GetModelPackageGroupPolicy GetRecord
    GetResourcePolicy GetSagemakerServicecatalogPortfolioStatus
    GetScalingConfigurationRecommendation GetSearchSuggestions ImportHubContent InvokeEndpoint
    InvokeEndpointAsync InvokeEndpointWithResponseStream ListAIBenchmarkJobs
    ListAIRecommendationJobs ListAIWorkloadConfigs ListActions ListAlgorithms ListAliases
    ListAppImageConfigs ListApps ListArtifacts ListAssociations ListAutoMLJobs
    ListCandidatesForAutoMLJob ListClusterEvents ListClusterNodes ListClusterSchedulerConfigs
    ListClusters ListCodeRepositories ListCompilationJobs ListComputeQuotas ListContexts
    ListDataQualityJobDefinitions ListDeviceFleets ListDevices ListDomains ListEdgeDeploymentPlans
    ListEdgePackagingJobs ListEndpointConfigs ListEndpoints ListExperiments ListFeatureGroups
    ListFlowDefinitions ListHubContentVersions ListHubContents ListHubs ListHumanLoops
    ListHumanTaskUis ListHyperParameterTuningJobs ListImageVersions ListImages
    ListInferenceComponents ListInferenceExperiments ListInferenceRecommendationsJobSteps
    ListInferenceRecommendationsJobs ListJobSchemaVersions ListJobs ListLabelingJobs
    ListLabelingJobsForWorkteam ListLineageGroups ListMlflowApps ListMlflowTrackingServers
    ListModelBiasJobDefinitions ListModelCardExportJobs ListModelCardVersions ListModelCards
    ListModelExplainabilityJobDefinitions ListModelMetadata ListModelPackageGroups
    ListModelPackages ListModelQualityJobDefinitions ListModels ListMonitoringAlertHistory
    ListMonitoringAlerts ListMonitoringExecutions ListMonitoringSchedules
    ListNotebookInstanceLifecycleConfigs ListNotebookInstances ListOptimizationJobs ListPartnerApps
    ListPipelineExecutionSteps ListPipelineExecutions ListPipelineParametersForExecution
    ListPipelineVersions ListPipelines ListProcessingJobs ListProjects ListRecords
    ListResourceCatalogs ListSharedModelEvents ListSharedModelVersions ListSharedModels ListSpaces
    ListStageDevices ListStudioLifecycleConfigs ListSubscribedWorkteams ListTags ListTrainingJobs
    ListTrainingJobsForHyperParameterTuningJob ListTrainingPlans ListTransformJobs
    ListTrialComponents ListTrials ListUltraServersByReservedCapacity ListUserProfiles
    ListWorkforces ListWorkteams PutLineageGroupPolicy PutModelPackageGroupPolicy PutRecord
    PutResourcePolicy QueryLineage RegisterDevices RenderUiTemplate RetryPipelineExecution Sample
    SampleWithResponseStream Search SearchTrainingPlanOfferings SendHeartbeat
    SendPipelineExecutionStepFailure SendPipelineExecutionStepSuccess SendSharedModelEvent
    StartClusterHealthCheck StartEdgeDeploymentStage StartHumanLoop StartInferenceExperiment
    StartMlflowTrackingServer StartMonitoringSchedule StartNotebookInstance StartPipelineExecution
    StartSession StopAIBenchmarkJob StopAIRecommendationJob StopAutoMLJob StopCompilationJob
    StopEdgeDeploymentStage StopEdgePackagingJob StopHumanLoop StopHyperParameterTuningJob
    StopInferenceExperiment StopInferenceRecommendationsJob StopJob StopLabelingJob
    StopMlflowTrackingServer StopMonitoringSchedule StopNotebookInstance StopOptimizationJob
    StopPipelineExecution StopProcessingJob StopTrainingJob StopTransformJob TrainHubModel
    UpdateAction UpdateAppImageConfig UpdateArtifact UpdateCluster UpdateClusterInference
    UpdateClusterSchedulerConfig UpdateClusterSoftware UpdateCodeRepository UpdateComputeQuota
    UpdateContext UpdateDeviceFleet UpdateDevices UpdateDomain UpdateEndpoint
    UpdateEndpointWeightsAndCapacities UpdateExperiment UpdateFeatureGroup UpdateFeatureMetadata
    UpdateHub UpdateHubContent UpdateHubContentReference UpdateImage UpdateImageVersion
    UpdateInferenceComponent UpdateInferenceComponentRuntimeConfig UpdateInferenceExperiment
    UpdateMlflowApp UpdateMlflowTrackingServer UpdateModelCard UpdateModelPackage
    UpdateMonitoringAlert UpdateMonitoringSchedule UpdateNotebookInstance
    UpdateNotebookInstanceLifecycleConfig UpdatePartnerApp UpdatePipeline UpdatePipelineExecution
    UpdatePipelineVersion UpdateProject UpdateReward UpdateSharedModel UpdateSpace
    UpdateTrainingJob UpdateTrial UpdateTrialComponent UpdateUserProfile UpdateWorkforce
    UpdateWorkteam`},$e={bedrock:`
    BearerTokenType DataRetentionMode GuardrailIdentifier InferenceProfileArn InlineAgentName
    ModelArn ProjectArn PromptRouterArn ServiceTier ThirdPartyKnowledgeBaseCredentialsSecretArn`,kms:`
    BypassPolicyLockoutSafetyCheck CallerAccount CustomerMasterKeySpec CustomerMasterKeyUsage
    DataKeyPairSpec EncryptionAlgorithm EncryptionContext:* EncryptionContextKeys ExpirationModel
    GrantConstraintSourceArn GrantConstraintType GrantIsForAWSResource GrantOperations
    GranteePrincipal GranteeServicePrincipal KeyAgreementAlgorithm KeyOrigin KeySpec KeyUsage
    MacAlgorithm MessageType MultiRegion MultiRegionKeyType PrimaryRegion ReEncryptOnSameKey
    RecipientAttestation:ImageSha384 RecipientAttestation:NitroTPMPCR0
    RecipientAttestation:NitroTPMPCR1 RecipientAttestation:NitroTPMPCR10
    RecipientAttestation:NitroTPMPCR11 RecipientAttestation:NitroTPMPCR12
    RecipientAttestation:NitroTPMPCR13 RecipientAttestation:NitroTPMPCR14
    RecipientAttestation:NitroTPMPCR15 RecipientAttestation:NitroTPMPCR16
    RecipientAttestation:NitroTPMPCR17 RecipientAttestation:NitroTPMPCR18
    RecipientAttestation:NitroTPMPCR19 RecipientAttestation:NitroTPMPCR2
    RecipientAttestation:NitroTPMPCR20 RecipientAttestation:NitroTPMPCR21
    RecipientAttestation:NitroTPMPCR22 RecipientAttestation:NitroTPMPCR23
    RecipientAttestation:NitroTPMPCR3 RecipientAttestation:NitroTPMPCR4
    RecipientAttestation:NitroTPMPCR5 RecipientAttestation:NitroTPMPCR6
    RecipientAttestation:NitroTPMPCR7 RecipientAttestation:NitroTPMPCR8
    RecipientAttestation:NitroTPMPCR9 RecipientAttestation:PCR0 RecipientAttestation:PCR1
    RecipientAttestation:PCR10 RecipientAttestation:PCR11 RecipientAttestation:PCR12
    RecipientAttestation:PCR13 RecipientAttestation:PCR14 RecipientAttestation:PCR15
    RecipientAttestation:PCR16 RecipientAttestation:PCR17 RecipientAttestation:PCR18
    RecipientAttestation:PCR19 RecipientAttestation:PCR2 RecipientAttestation:PCR20
    RecipientAttestation:PCR21 RecipientAttestation:PCR22 RecipientAttestation:PCR23
    RecipientAttestation:PCR24 RecipientAttestation:PCR25 RecipientAttestation:PCR26
    RecipientAttestation:PCR27 RecipientAttestation:PCR28 RecipientAttestation:PCR29
    RecipientAttestation:PCR3 RecipientAttestation:PCR30 RecipientAttestation:PCR31
    RecipientAttestation:PCR4 RecipientAttestation:PCR5 RecipientAttestation:PCR6
    RecipientAttestation:PCR7 RecipientAttestation:PCR8 RecipientAttestation:PCR9 ReplicaRegion
    RequestAlias ResourceAliases RetiringPrincipal RetiringServicePrincipal RotationPeriodInDays
    ScheduleKeyDeletionPendingWindowInDays SigningAlgorithm TrailingDaysWithoutKeyUsage ValidTo
    ViaService WrappingAlgorithm WrappingKeySpec`,lambda:`
    CodeSigningConfigArn EventSourceToken FunctionArn FunctionUrlAuthType InvokedViaFunctionUrl
    Layer Principal SecurityGroupIds SourceFunctionArn SubnetIds VpcIds`,lex:`
    associatedIntents associatedSlotTypes channelType`,s3:`
    AccessGrantScope AccessGrantsInstanceArn AccessGrantsLocationScope AccessPointNetworkOrigin
    AccessPointTag/* BucketTag/* DataAccessPointAccount DataAccessPointArn ExistingJobOperation
    ExistingJobPriority ExistingObjectTag/* InventoryAccessibleOptionalFields JobSuspendedCause
    ObjectCreationOperation RequestJobOperation RequestJobPriority RequestObjectTag/*
    RequestObjectTagKeys ResourceAccount TlsVersion annotation-prefix authType delimiter
    deliverySourceArn destinationRegion if-match if-none-match isReplicationPauseRequest
    locationconstraint logType max-annotation-results max-keys object-lock-event-hold
    object-lock-event-hold-duration-days object-lock-legal-hold object-lock-mode
    object-lock-remaining-retention-days object-lock-retain-until-date prefix
    resourceArnBeingAuthorized signatureAge signatureversion versionid x-amz-acl
    x-amz-bucket-namespace x-amz-content-sha256 x-amz-copy-source x-amz-grant-full-control
    x-amz-grant-read x-amz-grant-read-acp x-amz-grant-write x-amz-grant-write-acp
    x-amz-metadata-directive x-amz-object-annotation-directive x-amz-object-if-match
    x-amz-object-ownership x-amz-server-side-encryption x-amz-server-side-encryption-aws-kms-key-id
    x-amz-server-side-encryption-customer-algorithm x-amz-storage-class
    x-amz-website-redirect-location`,sagemaker:`
    AcceleratorTypes AppNetworkAccessType AuthMode BearerTokenType
    CurrentCustomerMetadataProperties/* CurrentModelLifeCycleStage CurrentModelLifeCycleStageStatus
    CustomerMetadataProperties/* CustomerMetadataPropertiesToRemove DirectGatedModelAccess
    DirectInternetAccess DomainId DomainSharingOutputKmsKey DomainSharingOutputKmsKeyArn
    EnableRemoteDebug FeatureGroupDisableGlueTableCreation FeatureGroupEnableOnlineStore
    FeatureGroupOfflineStoreConfig FeatureGroupOfflineStoreKmsKey FeatureGroupOfflineStoreKmsKeyArn
    FeatureGroupOfflineStoreS3Uri FeatureGroupOnlineStoreKmsKey FeatureGroupOnlineStoreKmsKeyArn
    FileSystemAccessMode FileSystemDirectoryPath FileSystemId FileSystemType
    HomeEfsFileSystemKmsKey ImageArns ImageVersionArns InstanceTypes
    InterContainerTrafficEncryption IsUpdateRecord KeepAlivePeriod MaxRuntimeInSeconds
    MinimumInstanceMetadataServiceVersion ModelApprovalStatus ModelArn ModelLifeCycle:Stage
    ModelLifeCycle:StageStatus NetworkIsolation NotebookInstanceLifecycleConfigArns OutputKmsKey
    OutputKmsKeyArn OwnerUserProfileArn PipelineVersionId RemoteAccess ResourceTag/ ResourceTag/*
    RootAccess SearchVisibilityCondition/* ServerlessMaxConcurrency ServerlessMemorySize
    SpaceSharingType StudioLifecycleConfigArns TaggingAction TargetModel UpdatableFeatures
    UserProfileName VolumeKmsKey VolumeKmsKeyArn VpcSecurityGroupIds VpcSubnets WorkteamArn
    WorkteamType`},We=`
    AssumedRoot CalledVia CalledViaAWSMCP CalledViaFirst CalledViaLast ChatbotSourceArn CurrentTime
    Ec2InstanceSourcePrivateIPv4 Ec2InstanceSourceVpc EpochTime FederatedProvider
    IsMcpServiceAction MultiFactorAuthAge MultiFactorAuthPresent PrincipalAccount PrincipalArn
    PrincipalIsAWSService PrincipalOrgID PrincipalOrgPaths PrincipalServiceName
    PrincipalServiceNamesList PrincipalTag/* PrincipalType RequestTag/* RequestedRegion
    ResourceAccount ResourceOrgID ResourceOrgPaths ResourceTag/* SecureTransport SourceAccount
    SourceArn SourceIdentity SourceIp SourceOrgID SourceOrgPaths SourceOwner SourceVpc SourceVpcArn
    SourceVpce TagKeys TokenIssueTime UserAgent ViaAWSMCPService ViaAWSService VpcSourceIp
    VpceAccount VpceOrgID VpceOrgPaths referer userid username`,ze={"bedrock:ApplyGuardrail":["arn:*:bedrock:*:*:guardrail-profile/*","arn:*:bedrock:*:*:guardrail/*"],"bedrock:GetCustomModel":["arn:*:bedrock:*:*:custom-model/*"],"bedrock:GetFlow":["arn:*:bedrock:*:*:flow/*"],"bedrock:GetGuardrail":["arn:*:bedrock:*:*:guardrail/*"],"bedrock:GetImportedModel":["arn:*:bedrock:*:*:imported-model/*"],"bedrock:GetInferenceProfile":["arn:*:bedrock:*:*:application-inference-profile/*","arn:*:bedrock:*:*:inference-profile/*"],"bedrock:GetPrompt":["arn:*:bedrock:*:*:prompt/*","arn:*:bedrock:*:*:prompt/*:*"],"bedrock:GetPromptRouter":["arn:*:bedrock:*:*:default-prompt-router/*","arn:*:bedrock:*:*:prompt-router/*"],"bedrock:GetProvisionedModelThroughput":["arn:*:bedrock:*:*:provisioned-model/*"],"bedrock:InvokeAgent":["arn:*:bedrock:*:*:agent-alias/*/*"],"bedrock:InvokeModel":["arn:*:bedrock:*:*:application-inference-profile/*","arn:*:bedrock:*:*:async-invoke/*","arn:*:bedrock:*:*:custom-model-deployment/*","arn:*:bedrock:*:*:default-prompt-router/*","arn:*:bedrock:*:*:imported-model/*","arn:*:bedrock:*:*:inference-profile/*","arn:*:bedrock:*:*:marketplace/model-endpoint/all-access","arn:*:bedrock:*:*:project/*","arn:*:bedrock:*:*:prompt-router/*","arn:*:bedrock:*:*:provisioned-model/*","arn:*:bedrock:*::foundation-model/*","arn:*:bedrock::*:system-tool/*"],"bedrock:InvokeModelWithResponseStream":["arn:*:bedrock:*:*:application-inference-profile/*","arn:*:bedrock:*:*:custom-model-deployment/*","arn:*:bedrock:*:*:default-prompt-router/*","arn:*:bedrock:*:*:imported-model/*","arn:*:bedrock:*:*:inference-profile/*","arn:*:bedrock:*:*:marketplace/model-endpoint/all-access","arn:*:bedrock:*:*:prompt-router/*","arn:*:bedrock:*:*:provisioned-model/*","arn:*:bedrock:*::foundation-model/*","arn:*:bedrock::*:system-tool/*"],"bedrock:RenderPrompt":["arn:*:bedrock:*:*:prompt/*","arn:*:bedrock:*:*:prompt/*:*"],"bedrock:Rerank":[],"bedrock:Retrieve":["arn:*:bedrock:*:*:knowledge-base/*"],"bedrock:RetrieveAndGenerate":[],"kms:Decrypt":["arn:*:kms:*:*:key/*"],"kms:GenerateDataKey":["arn:*:kms:*:*:key/*"],"lambda:InvokeFunction":["arn:*:lambda:*:*:function:*"],"lex:RecognizeUtterance":["arn:*:lex:*:*:bot-alias/*/*","arn:*:lex:*:*:bot:*:*"],"s3:GetObject":["arn:*:s3:*:*:accesspoint/*/object/*","arn:*:s3:::*/*"],"s3:PutObject":["arn:*:s3:*:*:accesspoint/*/object/*","arn:*:s3:::*/*"],"sagemaker:InvokeEndpoint":["arn:*:sagemaker:*:*:endpoint/*","arn:*:sagemaker:*:*:inference-component/*"]},qe={"bedrock:ApplyGuardrail":["aws:ResourceTag/*"],"bedrock:GetCustomModel":["aws:ResourceTag/*"],"bedrock:GetFlow":["aws:ResourceTag/*"],"bedrock:GetGuardrail":["aws:ResourceTag/*"],"bedrock:GetImportedModel":["aws:ResourceTag/*"],"bedrock:GetInferenceProfile":["aws:ResourceTag/*"],"bedrock:GetPrompt":["aws:ResourceTag/*"],"bedrock:GetPromptRouter":["aws:ResourceTag/*"],"bedrock:GetProvisionedModelThroughput":["aws:ResourceTag/*"],"bedrock:InvokeAgent":["aws:ResourceTag/*"],"bedrock:InvokeModel":["aws:RequestTag/*","aws:ResourceTag/*","aws:TagKeys","bedrock:GuardrailIdentifier","bedrock:InferenceProfileArn","bedrock:ModelArn","bedrock:ProjectArn","bedrock:PromptRouterArn","bedrock:ServiceTier"],"bedrock:InvokeModelWithResponseStream":["aws:ResourceTag/*","bedrock:GuardrailIdentifier","bedrock:InferenceProfileArn","bedrock:PromptRouterArn","bedrock:ServiceTier"],"bedrock:RenderPrompt":["aws:ResourceTag/*"],"bedrock:Rerank":[],"bedrock:Retrieve":["aws:ResourceTag/*"],"bedrock:RetrieveAndGenerate":[],"kms:Decrypt":["aws:ResourceTag/*","kms:CallerAccount","kms:EncryptionAlgorithm","kms:EncryptionContext:*","kms:EncryptionContextKeys","kms:KeyOrigin","kms:KeySpec","kms:KeyUsage","kms:MultiRegion","kms:MultiRegionKeyType","kms:RequestAlias","kms:ResourceAliases","kms:ViaService"],"kms:GenerateDataKey":["aws:ResourceTag/*","kms:CallerAccount","kms:EncryptionAlgorithm","kms:EncryptionContext:*","kms:EncryptionContextKeys","kms:KeyOrigin","kms:KeySpec","kms:KeyUsage","kms:MultiRegion","kms:MultiRegionKeyType","kms:RequestAlias","kms:ResourceAliases","kms:ViaService"],"lambda:InvokeFunction":["aws:ResourceTag/*","lambda:EventSourceToken","lambda:InvokedViaFunctionUrl"],"lex:RecognizeUtterance":["aws:ResourceTag/*"],"s3:GetObject":["aws:ResourceTag/*","s3:AccessGrantsInstanceArn","s3:AccessPointNetworkOrigin","s3:AccessPointTag/*","s3:BucketTag/*","s3:DataAccessPointAccount","s3:DataAccessPointArn","s3:ExistingObjectTag/*","s3:ResourceAccount","s3:TlsVersion","s3:authType","s3:signatureAge","s3:signatureversion","s3:x-amz-content-sha256"],"s3:PutObject":["aws:ResourceTag/*","s3:AccessGrantsInstanceArn","s3:AccessPointNetworkOrigin","s3:AccessPointTag/*","s3:BucketTag/*","s3:DataAccessPointAccount","s3:DataAccessPointArn","s3:ObjectCreationOperation","s3:RequestObjectTag/*","s3:RequestObjectTagKeys","s3:ResourceAccount","s3:TlsVersion","s3:authType","s3:if-match","s3:if-none-match","s3:object-lock-event-hold","s3:object-lock-event-hold-duration-days","s3:object-lock-legal-hold","s3:object-lock-mode","s3:object-lock-remaining-retention-days","s3:object-lock-retain-until-date","s3:signatureAge","s3:signatureversion","s3:x-amz-acl","s3:x-amz-content-sha256","s3:x-amz-copy-source","s3:x-amz-grant-full-control","s3:x-amz-grant-read","s3:x-amz-grant-read-acp","s3:x-amz-grant-write","s3:x-amz-grant-write-acp","s3:x-amz-metadata-directive","s3:x-amz-object-annotation-directive","s3:x-amz-server-side-encryption","s3:x-amz-server-side-encryption-aws-kms-key-id","s3:x-amz-server-side-encryption-customer-algorithm","s3:x-amz-storage-class","s3:x-amz-website-redirect-location"],"sagemaker:InvokeEndpoint":["aws:ResourceTag/*","sagemaker:ResourceTag/*","sagemaker:TargetModel"]};var kt=/\$\{[^{}]*\}/g;function w(e,t=!0){return e.flatMap(o=>wt(o,t))}var St=["account","region","partition","flow-id"];function wt(e,t){switch(e.kind){case"text":return Dt(e.text,t);case"open":return[{kind:"name",text:`<${e.question.key}>`,loose:!0,word:St.includes(e.question.form)}];case"after":return[{kind:"name",text:`${e.mark} ${pe(e.reference)}`,loose:!0}];case"reference":{let{reference:o}=e,n=o.kind==="deployment"||o.likeness?.of!=="type",i=o.kind==="deployment";return[{kind:"name",text:pe(o),loose:n,word:i}]}}}function Dt(e,t){let o=[],n=0,i=a=>{for(let r of a)o.push(r==="*"&&t?{kind:"any"}:r==="?"&&t?{kind:"one"}:{kind:"character",text:r})};for(let a of e.matchAll(kt))i(e.slice(n,a.index)),o.push({kind:"name",text:a[0],loose:!0}),n=a.index+a[0].length;return i(e.slice(n)),o}function ge(e,t){let o=0,n=0,i=-1,a=0;for(;n<t.length;){let r=e[o],s=t[n];if(r?.kind==="any")i=o,a=n,o+=1;else if(r!==void 0&&s!==void 0&&ye(r,s))o+=1,n+=1;else if(i>=0)a+=1,n=a,o=i+1;else return!1}return e.slice(o).every(({kind:r})=>r==="any")}function ye(e,t){switch(e.kind){case"any":return!1;case"one":return t.kind==="character"||t.kind==="one";case"character":return t.kind==="character"&&t.text===e.text;case"name":return t.kind==="name"&&t.text===e.text}}function q(e,t=!1){return e.map(o=>o.kind==="name"&&o.loose?{kind:"any",plain:!0,word:o.word===!0}:o.kind==="any"&&t?{kind:"name",text:"*",loose:!1}:o)}function H(e,t){let o=0;for(;;){let[n,i]=[e[o],t[o]];if(n===void 0&&i===void 0)return!0;if(n?.kind==="any"||i?.kind==="any")break;if(n===void 0||i===void 0||!_e(n,i))return!1;o+=1}return Tt(e.slice(o),t.slice(o))}function Tt(e,t){let o=[];for(let n=e.length;n>=0;n-=1){let i=[];for(let a=t.length;a>=0;a-=1){let[r,s]=[e[n],t[a]];r===void 0&&s===void 0?i[a]=!0:r?.kind==="any"?i[a]=o[a]===!0||He(r,s)&&i[a+1]===!0:s?.kind==="any"?i[a]=i[a+1]===!0||He(s,r)&&o[a]===!0:i[a]=r!==void 0&&s!==void 0&&_e(r,s)&&o[a+1]===!0}o=i}return o[0]===!0}function He(e,t){if(t===void 0||e.kind!=="any")return!1;let o=e.plain===!0&&t.kind==="name"&&!t.loose,n=e.word===!0&&t.kind==="character"&&/[:/]/.test(t.text);return!o&&!n}function _e(e,t){return ye(e,t)||ye(t,e)}function E(e,t){return ge(e,t)?"yes":H(q(e),q(t,!0))&&[...e,...t].some(o=>o.kind==="name"&&o.loose)?"perhaps":"no"}function oe(e){return e.map(t=>t.kind==="character"?{...t,text:t.text.toLowerCase()}:t)}var Qe="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html",Gt={"bedrock:InvokeModel":["arn:*:bedrock:*:*:custom-model/*"]},vt=new Map(Object.entries(ze).map(([e,t])=>[e.toLowerCase(),[...t,...Gt[e]??[]].map(o=>w(b(o)))]));function Ye(e,t){let o=vt.get(e.toLowerCase());return o===void 0?!0:o.length===0?t.length>0&&t.every(({kind:n})=>n==="any"):o.some(n=>H(t,n))}var Lt=new Map(Object.entries(Ke).map(([e,t])=>[e,new Set(Xe(t))]));function ne(e){let[t="",o=""]=e.toLowerCase().split(":"),n=Lt.get(t);return n!==void 0&&!/[*?]/.test(o)&&!n.has(o)}var Mt=new Map([["aws",We],...Object.entries($e)].map(([e,t])=>[e,Xe(t).map(o=>w(b(o)))]));function _(e){let t=e.toLowerCase(),o=t.indexOf(":"),n=Mt.get(t.slice(0,o));return n!==void 0&&!et(n,t.slice(o+1))}var xt=new Map(Object.entries(qe).map(([e,t])=>[e.toLowerCase(),t.map(o=>w(b(o.toLowerCase())))]));function Ze(e,t){let o=t.toLowerCase();return o.startsWith("aws:")?!_(t):et(xt.get(e.toLowerCase())??[],o)}function Xe(e){return e.trim().toLowerCase().split(/\s+/)}function et(e,t){let o=w(b(t),!1);return e.some(n=>ge(n,o))}var It=new Set(["aws:currenttime","aws:epochtime","aws:principalarn","aws:principalisawsservice","aws:principaltype","aws:requestedregion","aws:resourceaccount","aws:securetransport","aws:useragent","aws:userid","aws:viaawsservice","kms:calleraccount"]),Ot=new Set(["aws:username","aws:sourceaccount","aws:sourcearn","aws:sourceorgid","aws:sourceorgpaths","aws:sourceowner","aws:principalservicename","aws:principalservicenameslist"]),Et=new Set(["bedrock:inferenceprofilearn","bedrock:promptrouterarn"]);function be(e){return It.has(e.toLowerCase())}function tt(e,t){let o=e.toLowerCase(),n=Vt(t).find(i=>i.key.toLowerCase()===o);return n!==void 0?n.values.map(i=>({kind:"value",value:i})):Bt(o,t)?[{kind:"absent"}]:o==="aws:multifactorauthpresent"?[{kind:"absent"},{kind:"value",value:b("false")}]:be(o)?[{kind:"some-value"}]:[{kind:"absent"},{kind:"some-value"}]}function Bt(e,{action:t,principal:o}){let n=o?.type!=="Service";return _(e)||n&&!Ze(t,e)||e==="aws:multifactorauthage"||n&&Ot.has(e)||Et.has(e)}function Vt({principal:e,resource:t,context:o}){let n=t&&Ue(t),i=n&&n.account.length>0?[n.account]:void 0,a=n?.region.some(c=>c.kind==="text"&&c.text.includes("*")),r=n&&n.region.length>0&&!a?[n.region]:void 0,s=e?.type!=="Service";return[...o,...i?[{key:"aws:ResourceAccount",values:i}]:[],...r?[{key:"aws:RequestedRegion",values:r}]:[],...s?[{key:"aws:PrincipalAccount",values:[b(Ve)]},{key:"aws:PrincipalIsAWSService",values:[b("false")]}]:[],{key:"aws:SecureTransport",values:[b("true")]},...t!==void 0&&n===void 0?[{key:"aws:RequestedRegion",values:[b(Be)]}]:[]]}var Ut=/^(?:(ForAnyValue|ForAllValues):)?([A-Za-z]+?)(IfExists)?$/i,Ft={stringequals:{family:"string"},stringnotequals:{family:"string",isNegative:!0},stringequalsignorecase:{family:"string",ignoresCase:!0},stringnotequalsignorecase:{family:"string",isNegative:!0,ignoresCase:!0},stringlike:{family:"string",takesWildcards:!0},stringnotlike:{family:"string",isNegative:!0,takesWildcards:!0},arnequals:{family:"arn",takesWildcards:!0},arnlike:{family:"arn",takesWildcards:!0},arnnotequals:{family:"arn",isNegative:!0,takesWildcards:!0},arnnotlike:{family:"arn",isNegative:!0,takesWildcards:!0},bool:{family:"bool",ignoresCase:!0},null:{family:"null"},numericequals:{family:"other"},numericnotequals:{family:"other",isNegative:!0},numericlessthan:{family:"other"},numericlessthanequals:{family:"other"},numericgreaterthan:{family:"other"},numericgreaterthanequals:{family:"other"},dateequals:{family:"other"},datenotequals:{family:"other",isNegative:!0},datelessthan:{family:"other"},datelessthanequals:{family:"other"},dategreaterthan:{family:"other"},dategreaterthanequals:{family:"other"},binaryequals:{family:"other"},ipaddress:{family:"other"},notipaddress:{family:"other",isNegative:!0}};function B(e){let[,t,o="",n]=Ut.exec(e)??[],i=Ft[o.toLowerCase()];return i&&{isNegative:!1,takesWildcards:!1,ignoresCase:!1,...i,quantifier:t===void 0?void 0:t.toLowerCase()==="forallvalues"?"ForAllValues":"ForAnyValue",ifExists:n!==void 0}}function K({quantifier:e,family:t,isNegative:o,ifExists:n}){return t!=="null"&&(n||e==="ForAllValues"||o&&e===void 0)}function D(e){return e.includes("no")?"no":e.includes("perhaps")?"perhaps":"yes"}function k(e){return e.includes("yes")?"yes":e.includes("perhaps")?"perhaps":"no"}function ot(e){let[t="perhaps",...o]=e;return o.every(n=>n===t)?t:"perhaps"}function V(e){switch(e){case"yes":return"no";case"no":return"yes";case"perhaps":return"perhaps"}}var Pe=6;function Q(e){let t=Ee(e,":",Pe),[o,,n=[],,,i=[]]=t;return o===void 0||C(o)!=="arn"||t.length===1?void 0:{parts:[...t,...Array(Pe-t.length).fill(b("*"))].map(r=>w(r)),isShort:t.length<Pe,hasOpenType:C(n)!=="s3"&&C(i)!=="*"&&/^[^:/]*[*?]/.test(i[0]?.kind==="text"?i[0].text:"")}}function ie(e,t,o,n=i=>i){let i=e==="no"&&t?.isShort!==!0;return t===void 0||o===void 0||o.isShort||i||D(t.parts.map((r,s)=>E(r,n(o.parts[s]??[]))))===e&&(e==="no"||!t.hasOpenType)?e:"perhaps"}function it({operator:e,key:t,values:o},n,i,a){let r=B(e);if(r===void 0)return"no";let s=o.map(({template:l})=>l),c=tt(t,i),d=c.map(l=>Nt(r,l,s,a));return n==="Allow"&&c.every(({kind:l})=>l==="value")?D(d):ot(d)}function Nt(e,t,o,n){if(e.family==="null")return k(o.map(i=>rt(i,t.kind==="absent")));switch(t.kind){case"absent":return jt(e);case"some-value":return"perhaps";case"value":return Jt(e,t.value,o,n)}}function rt(e,t){let o=C(e)?.toLowerCase();return o===void 0?"perhaps":o===String(t)?"yes":"no"}function jt(e){return e.quantifier==="ForAnyValue"&&e.ifExists?"perhaps":K(e)?"yes":"no"}function Jt({family:e,isNegative:t,takesWildcards:o,ignoresCase:n},i,a,r){let s=(m,P)=>{let S=w(r(m),P);return n?oe(S):S},c=nt(s(i,!0)),d=m=>{let P=E(s(m,o),c);switch(e){case"string":return P;case"bool":return[m,i].map(r).every($t)?P:"no";case"arn":return[m,i].map(r).some(Kt)?t||P!=="no"?"perhaps":"no":ie(P,Q(r(m)),Q(r(i)),nt);case"null":case"other":return"perhaps"}},l=k(a.map(d));return t?V(l):l}function nt(e){return e.map(t=>t.kind==="any"?{kind:"name",text:"<flow-id>",loose:!0,word:!0}:t)}function Kt(e){let t=C(e);return t!==void 0&&!/^arn(?::[^:]*){4}:./.test(t)}function $t(e){return/^(?:true|false)$/i.test(C(e)??"true")}function re(e,{key:t,values:o},n){let i=e.filter(r=>r.key.toLowerCase()===t.toLowerCase()),a=be(t)||i.some(r=>B(r.operator)?.family==="null"&&D(r.values.map(({template:s})=>rt(s,!1)))==="yes");return i.some(r=>{let s=B(r.operator);return s!==void 0&&s.family!=="null"&&!s.isNegative&&(a||!K(s))&&r.values.every(({template:c})=>o.some(d=>n(d,c)!=="no"))})}function at(e,t){return e.filter(o=>o.key.toLowerCase()===t.toLowerCase()).map(({operator:o})=>o).filter(o=>{let n=B(o);return n!==void 0&&!n.isNegative&&K(n)})}function U(e){let t=e.conditions.filter(({values:i})=>i.length>1),[o]=t;return(o?.values??[void 0]).map(i=>e.conditions.map(a=>a===o&&i!==void 0?{...a,values:[i]}:a)).flatMap(i=>e.actions.flatMap(a=>(e.resources??[void 0]).map(r=>({principal:Wt(e),action:a,...r&&{resource:r},context:i}))))}function Wt({principal:e}){return e?.kind==="role"?{type:"AWS",name:e.arn}:{type:"Service",name:b(e?.service??"")}}function I({statement:e}){return(e.principals??[]).some(({template:t})=>C(t)==="*"||/bedrock/i.test(p(t)))}function ae({judge:e},{statement:t},o){return o.filter(n=>!re(t.conditions,n,e.covers))}function Y({judge:e},{statement:t},o){return t.conditions.filter(n=>e.conditions({...t,conditions:[n]},o)==="no")}function $(e){return e.map(t=>p(t.template)).join(", ")}var he={id:"missing-resource-policy",kind:"missing",title:"The policy of a resource does not let the flow in",help:"Keys and resources of other accounts must allow the call in their own policy, whatever the role may do.",documentation:T,*find(e){for(let t of e.plan.resourcePolicies)(t.foreign||t.service==="kms")&&(yield*zt(e,t))}};function*zt(e,t){let[o]=t.document.statements,n=ct(e,t),i=n.length>0,a=k((o===void 0?[]:U(o)).flatMap(d=>n.filter(l=>l.statement.effect==="Allow").map(l=>e.judge.matches(l.statement,d))));if(o===void 0||a==="yes")return;let r=n[0]?.policy.place,s=G(o.conditions),c=a==="perhaps"||!i;yield g(he,e,{...c&&{kind:"unknown"},subject:t.service,action:o.actions.join(", "),resource:p(t.resource),...s!==void 0&&{condition:s},place:r??o.reasons[0]?.place??x(e),...r&&{granted:r},reasons:o.reasons,why:`${M(o.reasons)} ${i?`The policy of ${p(t.resource)} ${c?"may not":"does not"} allow it.`:`No file has the policy of ${p(t.resource)}, which must allow it.`}`,...c?{remedy:"Give the policy of the resource with --policy, or look at it by hand."}:r&&{repair:Ht(n.find(qt),r,o)}})}function qt(e){return e.statement.effect==="Allow"&&I(e)}function Ht(e,t,o){return e===void 0||o.principal?.kind==="role"?{do:"state",policy:t,statement:o}:st(e,o)}function st({policy:e,statement:{place:t,conditions:o}},n){return{do:"condition",statement:t,form:e.form==="permission"?"permission":"document",conditions:n.conditions,without:o.map(({key:i})=>i)}}function ct({attached:e,judge:t},{service:o,resource:n}){return e.filter(({policy:i})=>i.subject===o&&(i.resource===void 0||t.overlaps(i.resource,n)))}var Ce={id:"invalid-resource-policy",kind:"invalid",title:"A statement in the policy of a resource never matches the flow",help:"The ARN of a flow is arn:PARTITION:bedrock:REGION:ACCOUNT:flow/ID, and the key for the encryption context is kms:EncryptionContext:aws:bedrock-flows:arn.",documentation:T,*find(e){yield*lt(e,Ce)}},Ae={id:"broad-resource-policy",kind:"broad",title:"The policy of a resource lets in more than the flow",help:"Without the conditions aws:SourceAccount and aws:SourceArn any flow of any account gets in.",documentation:"https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",*find(e){yield*lt(e,Ae)}};function*lt(e,t){for(let o of e.plan.resourcePolicies){let[n]=o.document.statements;for(let i of n===void 0||o.foreign?[]:ct(e,o)){let a=n===void 0?[]:U(n),[r]=a;if(n===void 0||r===void 0||i.statement.effect!=="Allow"||!I(i))continue;let s=a.every(R=>e.judge.matches(i.statement,R)==="no"),c=Y(e,i,r),d=ae(e,i,n.conditions),l=s&&c.length>0,m=!s&&d.length>0;if(t.kind==="invalid"?!l:!m)continue;let P=G(n.conditions),S=n.conditions.map(({key:R,values:u})=>`${R} = ${u.map(p).join(" or ")}`).join(" and ");yield g(t,e,{subject:o.service,action:i.statement.actions.map(({template:R})=>p(R)).join(", "),resource:p(o.resource),...P!==void 0&&{condition:P},place:(l?c[0]?.values[0]?.place:void 0)??i.statement.place,granted:i.statement.place,reasons:n.reasons,documentation:t.documentation,why:l?`${c.map(({key:R,values:u})=>`${R} is ${$(u)}`).join(" and ")}, but the flow comes with ${S}.`:`The statement does not hold Amazon Bedrock to this flow: it lacks ${d.map(({key:R,values:u})=>`${R} = ${u.map(p).join(" or ")}`).join(" and ")}.`,repair:st(i,n)})}}}function dt(e){let t=new WeakMap,o=u=>{let h=t.get(u)??w(e(u));return t.set(u,h),h},n=new WeakMap,i=u=>{let f=n.get(u)??{arn:Q(e(u))};return n.set(u,f),f.arn},a=new WeakMap,r=u=>(a.has(u)||a.set(u,_t(u)),a.get(u)),s=(u,f)=>{let[h,v]=[r(u),r(f)];return h===void 0||v===void 0?void 0:h===v},c=(u,f)=>{let h=s(o(u),o(f));return h===void 0?ie(E(o(u),o(f)),i(u),i(f)):h?"yes":"no"},d=(u,f)=>C(f)==="*"?c(u,f)!=="no":s(o(u),o(f))??H(q(o(u)),q(o(f))),l=(u,f)=>E(oe(o(u)),w(b(f.toLowerCase()))),m=({actions:u,notActions:f},h)=>Yt(u.map(({template:v})=>l(v,h.action)),f),P=(u,f)=>{let h=c(u,f),v=i(u)?.isShort===!0||d(u,f);return h==="no"&&v?"perhaps":V(h)},S=(u,f)=>{let{resources:h,notResources:v}=u,{resource:y}=f;return y===void 0?"yes":v?D(h.map(({template:A})=>P(A,y))):k(h.map(({template:A})=>c(A,y)))},R=(u,f)=>D([...u.conditions.map(h=>it(h,u.effect,f,e)),u.mayMatchLess===!0?"perhaps":"yes"]);return{matches(u,f){return D([Zt(u.principals,f.principal,c),m(u,f),S(u,f),R(u,f)])},conditions:R,action:l,covers:c,overlaps:d,shapeOf:u=>Qt(e(u))}}function _t(e){let t="";for(let o of e){if(o.kind!=="character")return;t+=o.text}return t}function Qt(e){return e.flatMap(t=>{if(t.kind==="text")return w([t]);let o=t.kind==="reference"?Oe([t]):void 0;return o===void 0||o===""?[{kind:"any"}]:w(b(o))})}function Yt(e,t){return t?V(k(e)):k(e)}function Zt(e,t,o){return t===void 0||e===void 0?t===void 0?"yes":"no":k(e.map(({type:n,template:i})=>C(i)==="*"&&(n==="*"||n==="AWS")?"yes":n===t.type?o(i,t.name):"no"))}function mt(e,t,o){let n=o.policies.flatMap(a=>a.statements.map(r=>({policy:a,statement:r}))),i=(...a)=>n.filter(({policy:r})=>a.includes(r.subject));return{plan:e,granted:o,judge:dt(a=>Xt(o.canonical(a),e)),permissions:eo(e.needs,t.needs),identity:i("identity"),trust:i("trust"),boundary:i("boundary"),attached:i("lambda","lex","kms"),isKnown:o.role!==void 0||i("identity","trust").length>0,uses:new WeakMap,flowName:e.flows.map(({name:a})=>a).join(", ")}}var ut="aws";function Xt(e,{deployment:t}){let o=n=>t[n]??(n==="partition"?ut:void 0);return b(...e.map(n=>n.kind==="reference"&&n.reference.kind==="deployment"?b(o(n.reference.part)??n.reference):n.kind==="open"&&n.question.key==="partition"?b(ut):b(n)))}function eo(e,t){let o=J(t,Re),n=J(e,Re),i=e.flatMap(r=>{let s=Re(r);return r.actions.map(c=>({action:c,need:r,pinned:pt(r,o.get(s))?[]:(o.get(s)??[]).filter(d=>!pt(d,n.get(s)))}))});return[...J(i,({action:r,need:s})=>[r,j(s.resource),...ft(s.conditions)].join("\0")).values()].flatMap(r=>{let[s]=r;if(s===void 0)return[];let{action:c,need:d}=s,l=m=>({action:c,resource:m.resource,conditions:m.conditions,needs:[m],pinned:[]});return[{...l(d),needs:r.map(m=>m.need),pinned:s.pinned.map(l)}]})}function pt({resource:e},t=[]){return t.some(o=>j(o.resource)===j(e))}function Re({purpose:e,through:t,actions:o,conditions:n,reason:i}){return[e,t===void 0?"":j(t),o.join(),...ft(n),i.flow,i.node??"",i.field,i.why,i.place.line,i.place.column].join("\0")}function ft(e){return e.map(({operator:t,key:o,values:n})=>[t,o,...n.map(j)].join("")).sort()}function L({action:e,resource:t,conditions:o}){return{action:e,resource:t,context:o}}function se({judge:e},t,o){let n=a=>k(o.filter(({statement:r})=>r.effect==="Allow").map(({statement:r})=>e.matches(r,L(a)))),i=n(t);return i==="yes"||t.pinned.length===0?i:k([i,D(t.pinned.map(n))])}function W({judge:e,identity:t},o,n=t){let i=n.filter(({statement:a})=>a.effect==="Deny").map(a=>({statement:a,verdict:to(e,a.statement,o)}));return i.find(({verdict:a})=>a==="yes")??i.find(({verdict:a})=>a==="perhaps")}function to(e,t,o){let n=L(o),i=e.matches(t,n);return i==="no"&&!t.notResources&&t.resources.some(r=>e.overlaps(r.template,o.resource)&&e.matches({...t,resources:[{...r,template:o.resource}]},n)!=="no")?"perhaps":i}function ke({granted:e}){return e.policies.find(({subject:t,form:o})=>t==="identity"&&o==="document")}function yt(e){return ke(e)?.place??e.granted.role}var ce={id:"bounded-permission",kind:"missing",title:"The permissions boundary of the role does not allow what a node needs",help:"A role can do no more than its permissions boundary allows, whatever its policies say. Have the boundary changed by those who keep it.",documentation:"https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",*find(e){let t=e.granted.policies.find(({subject:o})=>o==="boundary");for(let o of t===void 0?[]:e.permissions){let n=W(e,o,e.boundary)?.verdict??"no",i=se(e,o,e.boundary),a=i==="no"&&te(o.resource),r=D([a?"perhaps":i,V(n)]);if(t===void 0||r==="yes")continue;let{action:s,resource:c,conditions:d,needs:l}=o,m=l.map(({reason:S})=>S),P=G(d);yield g(ce,e,{kind:r==="no"?"missing":"unknown",subject:"boundary",action:s,resource:p(c),...P!==void 0&&{condition:P},place:t.place,granted:t.place,reasons:m,documentation:ce.documentation,why:`${M(m)} The permissions boundary ${t.name} of the role ${r==="no"?"does not":"may not"} allow ${s} on ${p(c)}, which then fails whatever the policies of the role say.`,remedy:"A permissions boundary is kept by somebody else than the role: have it changed."})}}};function O(e,t){let o=e.uses.get(t)??oo(e,t);return e.uses.set(t,o),o}function oo(e,t){let{judge:o}=e,{actions:n,resources:i,notActions:a,notResources:r}=t,s=(y,A)=>a||r||Ye(C(y.template)??"",o.shapeOf(A.template)),c=a?[]:n.filter(y=>ne(C(y.template)??"")||i.length>0&&!i.some(A=>s(y,A))),d=new Set(c),l=n.filter(y=>!d.has(y)),m=r||a||l.length===0?[]:i.filter(y=>!l.some(A=>s(A,y))),P=new Set(m),S=i.filter(y=>!P.has(y)),R=e.permissions.flatMap(y=>[y,...y.pinned]),u=(y,A,ee)=>(A===void 0||o.action(A.template,y.action)!=="no")&&(ee===void 0||o.overlaps(ee.template,y.resource))&&o.conditions(t,L(y))!=="no",f=R.filter(y=>a||r?o.matches(t,L(y))!=="no":l.some(A=>S.some(ee=>u(y,A,ee)))),h=y=>a||f.some(A=>o.action(y.template,A.action)!=="no"),v=y=>r||f.some(A=>o.overlaps(y.template,A.resource));return{deadActions:c,deadResources:m,idleActions:l.filter(y=>!h(y)),idleResources:S.filter(y=>!v(y)),liveActions:l.filter(h),liveResources:S.filter(v),touched:f}}function F({actions:e,notActions:t}){return t?gt("actions",e):Se(e)}function N({resources:e,notResources:t}){return t?gt("resources",e):Se(e)}function gt(e,t){return`all ${e} except ${Se(t)}`}function Se(e){return[...new Set(e.map(({template:t})=>p(t)))].join(", ")}function z(e){let t=new Map;for(let{template:o,place:n}of e){let i=p(o),a=t.get(i);a===void 0?t.set(i,[n]):a.push(n)}return[...t]}var le={id:"broad-permission",kind:"broad",title:"A statement allows more than the nodes need",help:"Name the actions and the resources that the nodes use, under the conditions that AWS gives for them.",documentation:"https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",*find(e){let t=new Set;for(let o of e.identity)if(o.statement.effect==="Allow"&&!t.has(o.policy))for(let n of no(e,o))yield n,o.policy.form==="aws-managed"&&t.add(o.policy)}};function*no(e,{policy:t,statement:o}){let{judge:n}=e,{touched:i}=O(e,o),a=Pt(e,o);if(a.length===0)return;let r=bt(e,o,[]),s=bt(e,o,ao(e)),c=i.flatMap(l=>l.needs.map(({reason:m})=>m)),d=i.some(l=>n.matches(o,L(l))==="perhaps");yield g(le,e,{subject:"identity",action:F(o),resource:N(o),place:o.place,granted:o.place,reasons:c,documentation:le.documentation,why:`${t.form==="aws-managed"?`The policy ${t.name} of AWS`:`The statement ${o.sid??"without a Sid"}`} is wider than the nodes need: ${a.join("; ")}.`,...t.form!=="document"||r.length===0||d?{remedy:t.form==="aws-managed"?`Detach ${t.name}, and give the role a policy with the statements that "generate" writes.`:"Which part of it the nodes need depends on what the files do not say: look at it by hand."}:{repair:s.length===0?{do:"drop",statement:o.place}:{do:"narrow",statement:o.place,needs:s}}})}function Pt(e,t){let{judge:o}=e,{touched:n,liveActions:i,liveResources:a}=O(e,t);if(n.length===0)return[];let r=[];t.notActions&&r.push(`NotAction allows ${F(t)}`),t.notResources&&r.push(`NotResource allows ${N(t)}`);for(let{template:s}of t.notActions?[]:i)/[*?]/.test(C(s)??"")&&r.push(`${p(s)} stands for more actions than they use`);for(let{template:s}of t.notResources?[]:a){let d=n.filter(({resource:l})=>o.overlaps(s,l)).filter(({resource:l})=>o.covers(l,s)!=="no");if(d.length===0)r.push(`${p(s)} stands for more resources than they use`);else if(!d.some(l=>io(e,t,l))){let[l]=d,m=ht(e,t,l?.conditions??[]);r.push(`${p(s)} ${m.map(P=>ro(t,P)).join(" and ")}`)}}return r}function io(e,t,{conditions:o}){return ht(e,t,o).length===0}function ht({judge:e},t,o){return o.filter(n=>!re(t.conditions,n,e.covers))}function ro({conditions:e},{key:t}){let[o]=at(e,t);return o===void 0?`lacks the condition ${t}`:`is also allowed without ${t}: ${o} lets calls through that lack the key`}function ao(e){return e.identity.filter(({policy:t,statement:o})=>t.form==="document"&&o.effect==="Allow"&&Pt(e,o).length===0).map(({statement:t})=>t)}function bt({permissions:e,judge:t},o,n){let i=(r,s)=>t.matches(r,L(s))==="yes",a=r=>i(o,r)&&!n.some(s=>i(s,r));return e.flatMap(r=>i(o,r)?[r].filter(a):r.pinned.filter(a)).flatMap(({action:r,needs:s})=>s.slice(0,1).map(c=>({...c,actions:[r]})))}var de={id:"denied-permission",kind:"missing",title:"A statement denies what a node needs",help:"An explicit Deny wins over every Allow. Take the resource out of the statement, or do without the node.",documentation:"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",*find(e){for(let t of e.permissions){let o=W(e,t);if(o===void 0)continue;let{action:n,resource:i,conditions:a,needs:r}=t,s=r.map(({reason:m})=>m),{place:c,sid:d}=o.statement.statement,l=G(a);yield g(de,e,{kind:o.verdict==="yes"?"missing":"unknown",subject:"identity",action:n,resource:p(i),...l!==void 0&&{condition:l},place:c,granted:c,reasons:s,documentation:de.documentation,why:`${M(s)} The statement ${d??"without a Sid"} ${o.verdict==="yes"?"denies":"may deny"} ${n} on ${p(i)}, and a Deny wins over every Allow.`,remedy:"A Deny is never changed here, as somebody meant it: look at it by hand."})}}};var Z={id:"excess-permission",kind:"excess",title:"The role allows something that no node needs",help:"The console adds permissions and never removes them. Take out what is left over.",documentation:"https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",*find(e){for(let t of e.identity)t.statement.effect==="Allow"&&so(e,t)&&(yield*co(e,t))}};function so(e,{policy:t,statement:o}){if(t.form!=="aws-managed")return!0;let n=t.statements.filter(({effect:i})=>i==="Allow");return o===n[0]&&n.every(i=>O(e,i).touched.length===0)}function*co(e,{policy:t,statement:o}){let n=O(e,o),i={subject:"identity",granted:o.place},a=F(o),r=N(o);if(!lo(n)){if(n.touched.length===0){if(o.mayNameMore===!0)return;let s=t.form==="aws-managed";yield g(Z,e,{...i,action:a,resource:r,place:o.place,why:s?`No node needs anything that the policy ${t.name} of AWS allows.`:`No node needs anything that the statement ${o.sid??"without a Sid"} allows.`,...s?{remedy:`Detach ${t.name} from the role.`}:{repair:{do:"drop",statement:o.place}}});return}for(let[s,c]of z(t.form==="aws-managed"?[]:n.idleActions))yield g(Z,e,{...i,action:s,resource:r,place:c[0],why:`No node needs ${s} on what this statement names.`,repair:{do:"trim",statement:o.place,items:c}});for(let[s,c]of z(n.idleResources))yield g(Z,e,{...i,action:a,resource:s,place:c[0],why:`No node needs any action of this statement on ${s}.`,repair:{do:"trim",statement:o.place,items:c}})}}function lo({liveActions:e,idleActions:t,liveResources:o,idleResources:n}){return e.length+t.length===0||o.length+n.length===0}var X={id:"invalid-permission",kind:"invalid",title:"A part of a statement can never match",help:"The action does not exist, or cannot be allowed on such a resource, or the condition key does not exist: the statement looks as if it granted something, and does not.",documentation:Qe,*find(e){for(let t of e.identity)t.statement.effect==="Allow"&&t.policy.form==="document"&&(yield*uo(e,t))}};function*uo(e,{statement:t}){let{deadActions:o,deadResources:n}=O(e,t),i=F(t),a=N(t),r={subject:"identity",granted:t.place},s=(c,d)=>d?{do:"drop",statement:t.place}:{do:"trim",statement:t.place,items:c};for(let[c,d]of z(o))yield g(X,e,{...r,action:c,resource:a,place:d[0],why:o.some(l=>mo(l,c))?`There is no action ${c}: it grants nothing.`:`${c} cannot be allowed on ${a}: the action has other resources, or none but "*", so this grants nothing.`,repair:s(d,o.length===t.actions.length)});for(let[c,d]of z(n))yield g(X,e,{...r,action:i,resource:c,place:d[0],why:`${c} is no resource that ${i} can be allowed on: it never matches.`,repair:s(d,n.length===t.resources.length)});if(o.length!==t.actions.length)for(let{operator:c,key:d,place:l}of t.conditions)_(d)&&po(c)&&(yield g(X,e,{...r,action:i,resource:a,condition:d,place:l,why:`There is no condition key ${d}, so that its condition is never met and the statement grants nothing.`,repair:{do:"drop",statement:t.place}}))}function po(e){let t=B(e);return t!==void 0&&t.family!=="null"&&!K(t)}function mo({template:e},t){return p(e)===t&&ne(C(e)??"")}var we={id:"missing-permission",kind:"missing",title:"A node needs a permission that the role does not have",help:"The flow can be created, but this node fails with AccessDenied when it runs. Add the permission to a policy of the role.",documentation:T,*find(e){yield*Ct(e,"no")}},De={id:"undecided-permission",kind:"unknown",title:"Whether a permission is granted depends on what the files do not say",help:"Give what is missing with --account, --region or --answer, or look at the statement by hand.",documentation:T,*find(e){yield*Ct(e,"perhaps")}};function*Ct(e,t){if(!e.isKnown)return;let{granted:o,identity:n}=e,i=o.notes.some(({subject:a})=>a===void 0||a==="identity");for(let a of e.permissions){if(W(e,a)?.verdict==="yes")continue;let r=se(e,a,n),s=te(a.resource);(r==="no"&&(i||s)?"perhaps":r)===t&&(yield fo(e,a,t))}}function fo(e,t,o){let{action:n,resource:i,conditions:a,needs:r}=t,s=r.map(({reason:u})=>u),c=Co(e,t),d=o==="no"?void 0:go(e,t),l=c?.policy.form==="document"?c.policy:ke(e),m=d?.statement.place??c?.statement.place??l?.place??e.granted.role,P=G(a),S=o==="no"?we:De,R=o==="no"?`${n} on ${p(i)} fails with AccessDenied: no statement of the role allows it.`:`Whether the role allows ${n} on ${p(i)} cannot be told from the files.`;return g(S,e,{subject:"identity",action:n,resource:p(i),...P!==void 0&&{condition:P},place:m??yt(e)??x(e),...m&&{granted:m},reasons:s,why:`${M(s)} ${R}${d===void 0?yo(e,t,c):` ${bo(d)}`}`,repair:{do:"allow",...l&&{policy:l.place},...e.granted.role&&{role:e.granted.role},needs:r.slice(0,1).map(u=>({...u,actions:[n]}))},...o!=="no"&&{remedy:d===void 0?ho(t):Po(d)}})}function yo({judge:e},{action:t,resource:o},n){if(n===void 0)return"";let{resources:i,conditions:a}=n.statement;return i.some(({template:s})=>e.covers(s,o)==="yes")?` The nearest statement allows it only where ${a.map(({operator:s,key:c})=>`${s} ${c}`).join(" and ")} holds.`:` The nearest statement allows ${t} on ${i.map(({template:s})=>p(s)).join(", ")} only.`}function go({identity:e,judge:t},o){let n=L(o),i=e.find(({statement:a})=>a.effect==="Allow"&&t.matches({...a,conditions:[]},n)==="yes"&&t.conditions(a,n)==="perhaps");return i&&{...i,statement:{...i.statement,conditions:i.statement.conditions.filter(a=>t.conditions({...i.statement,conditions:[a]},n)==="perhaps")}}}function bo({policy:e,statement:t}){let o=t.conditions.map(({operator:n,key:i,values:a})=>`${n} ${i} = ${a.map(r=>p(r.template)).join(" or ")}`).join(" and ");return`The policy ${e.name}${e.form==="aws-managed"?" of AWS":""} allows it only where ${o}.`}function Po({statement:e}){let t=[...new Set(e.conditions.map(({key:n})=>n))],o=t.filter(n=>/^aws:ResourceTag\//i.test(n));return o.length===0?`Look at whether calls of the flow meet ${t.join(" and ")}.`:`Look at the tags of the resource: ${o.map(n=>n.slice(n.indexOf("/")+1)).join(", ")}.`}function ho({resource:e}){let t=e.flatMap(o=>o.kind==="open"?[o.question.key]:[]);return t.length===0?"Give the account and the Region with --account and --region, or the value of the reference with --answer, or look at the statement by hand.":`Answer ${t.join(", ")} with --account, --region or --answer KEY=VALUE.`}function Co({identity:e,judge:t},{action:o}){return e.find(({policy:n,statement:i})=>i.effect==="Allow"&&n.form==="document"&&!i.notActions&&!i.notResources&&i.actions.some(({template:a})=>t.action(a,o)==="yes"))}var ue="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",Te={id:"missing-trust",kind:"missing",title:"Amazon Bedrock cannot assume the role for the flow",help:"Without it the flow cannot run at all. Let bedrock.amazonaws.com assume the role for this flow.",documentation:T,*find(e){let{trust:t,judge:o,isKnown:n,granted:i}=e,[a]=e.plan.trust.statements;if(!(a===void 0||!n||t.length===0&&i.role===void 0))for(let r of U(a)){let s=k(t.filter(({statement:c})=>c.effect==="Allow").map(({statement:c})=>o.matches(c,r)));s!=="yes"&&(yield*Ao(e,a,r,s))}}};function*Ao(e,t,o,n){let i=e.trust.find(l=>l.statement.effect==="Allow"&&I(l)),a=e.granted.policies.find(({subject:l})=>l==="trust"),r=i?.statement.place??a?.place,s=i===void 0?[]:Y(e,i,o),c=G(t.conditions),d=n==="perhaps"||e.granted.notes.some(({subject:l})=>l==="trust");yield g(Te,e,{...d&&{kind:"unknown"},subject:"trust",action:"sts:AssumeRole",resource:"the role",...c!==void 0&&{condition:c},place:r??e.granted.role??x(e),...r&&{granted:r},reasons:t.reasons,why:d?"Whether Amazon Bedrock can assume the role for this flow depends on values that the files do not say.":`Amazon Bedrock cannot assume the role for this flow, so that no call of it succeeds${s.length===0?"":`: ${s.map(({key:l,values:m})=>`${l} is ${$(m)}`).join(", ")}, which does not match`}.`,...d?{remedy:`Give the account, the Region and the id of the flow (--account, --region, --${Ne}).`}:Ro(t,i,a?.place,e.granted.role)})}function Ro(e,t,o,n){return t!==void 0&&Ge(t)?{repair:ve(e,t)}:o===void 0&&n===void 0?{remedy:'Give the role a trust policy: "generate" writes it.'}:{repair:{do:"state",...o===void 0?n&&{role:n}:{policy:o},statement:e}}}function Ge({statement:e}){return(e.principals??[]).some(({type:t,template:o})=>t==="Service"&&p(o)==="bedrock.amazonaws.com")&&e.actions.some(({template:t})=>/^sts:(?:AssumeRole|\*)$/i.test(p(t)))}function ve(e,{statement:t,policy:o}){return{do:"condition",statement:t.place,form:o.form==="permission"?"permission":"document",conditions:e.conditions,without:t.conditions.map(({key:n})=>n)}}var Le={id:"broad-trust",kind:"broad",title:"The role trusts more than this flow",help:"Without the conditions aws:SourceAccount and aws:SourceArn somebody else can have Amazon Bedrock act with this role.",documentation:ue,*find(e){let[t]=e.plan.trust.statements;for(let o of t===void 0?[]:e.trust){let{statement:n}=o,i=n.effect==="Allow"&&I(o)&&U(t).some(s=>e.judge.matches(n,s)!=="no"),a=ae(e,o,t?.conditions??[]);if(!i||t===void 0||a.length===0)continue;let r=G(a);yield g(Le,e,{subject:"trust",action:"sts:AssumeRole",resource:"the role",...r!==void 0&&{condition:r},place:n.place,granted:n.place,reasons:t.reasons,documentation:ue,why:`The trust policy does not hold Amazon Bedrock to this flow: it lacks ${a.map(({key:s,values:c})=>`${s} = ${c.map(p).join(" or ")}`).join(" and ")}.`,...Ge(o)?{repair:ve(t,o)}:{remedy:"Name bedrock.amazonaws.com alone as the principal."}})}}},Me={id:"excess-trust",kind:"excess",title:"The role trusts somebody whom the flow does not need",help:"Everybody in the trust policy can do what the role may do. Give others a role of their own.",documentation:T,*find(e){for(let{statement:t}of e.trust.filter(o=>!I(o)))if(t.effect==="Allow"){let o=(t.principals??[]).map(({template:n})=>p(n)).join(", ");yield g(Me,e,{subject:"trust",action:t.actions.map(({template:n})=>p(n)).join(", "),resource:"the role",place:t.place,granted:t.place,why:`The flow does not need ${o} to assume the role.`,repair:{do:"drop",statement:t.place}})}}},xe={id:"invalid-trust",kind:"invalid",title:"A trust statement for Amazon Bedrock never matches this flow",help:"The ARN of a flow is arn:PARTITION:bedrock:REGION:ACCOUNT:flow/ID, the principal is bedrock.amazonaws.com, and aws:SourceAccount is the account of the flow.",documentation:ue,*find(e){let[t]=e.plan.trust.statements;for(let o of t===void 0?[]:e.trust){let{statement:n}=o,i=U(t),a=n.effect==="Allow"&&I(o)&&i.every(l=>e.judge.matches(n,l)==="no"),[r]=i;if(!a||t===void 0||r===void 0)continue;let s=Y(e,o,r),[c]=s,d=(n.principals??[]).map(({template:l})=>p(l));yield g(xe,e,{subject:"trust",action:n.actions.map(({template:l})=>p(l)).join(", "),resource:"the role",...c&&{condition:`${c.operator} ${c.key} = ${$(c.values)}`},place:c?.values[0]?.place??n.place,granted:n.place,reasons:t.reasons,documentation:ue,why:c===void 0?`The statement lets ${d.join(", ")} in for ${n.actions.map(({template:l})=>p(l)).join(", ")}; Amazon Bedrock comes as bedrock.amazonaws.com with sts:AssumeRole.`:`${s.map(({key:l,values:m})=>`${l} is ${$(m)}`).join(" and ")}, but the flow comes with ${t.conditions.map(({key:l,values:m})=>`${l} = ${m.map(p).join(" or ")}`).join(" and ")}.`,...Ge(o)?{repair:ve(t,o)}:{repair:{do:"drop",statement:n.place}}})}}};var At=[me,Te,we,de,ce,he,xe,X,Ce,Le,le,Ae,Me,Z,De,fe];var Ie={policies:[],notes:[],canonical:e=>e};function xi(e){return e.flatMap(({findings:t})=>t)}function Ii(e,t,o=()=>Ie){return[...J(e,({origin:n})=>n?.kind??"").values()].flatMap(n=>ko(n,t,o))}function ko(e,t,o){let n=e.some(({origin:r})=>r!==void 0),i=r=>je(e,{...t,pinRegions:r,keeps:()=>n}),a=i(!0);return i(!1).map((r,s)=>{let[c]=r.plan.flows,d=wo(Je([c?.granted?.()??Ie,o(r.plan.flows)]));return So(r,a[s]??r,d)})}function So(e,t,o){let n=mt(e.plan,t.plan,o);return{role:e,granted:o,findings:At.flatMap(i=>[...i.find(n)])}}function wo(e){let t=new Map(e.policies.map(o=>[`${o.subject} ${Fe(o.place)}`,o]));return{...e,policies:[...t.values()]}}export{Ie as a,me as b,At as c,xi as d,Ii as e,So as f};
